/// A text as the built-in checks see it: words, the concepts behind them, sentences, quantities and
/// names.
///
/// Rules:
/// - One pass over the characters, arrays of whole numbers instead of an object per word: a text of
///   some megabytes costs a small multiple of its own size, in time and in memory.
/// - A word is at most [Passage#WORD_MAX] characters; what is longer is cut. No other rule of this
///   package needs a length.
/// - No regular expression.
///
/// Decisions:
/// - Words are compared by a light stem and by small lists of words that mean the same. A
///   dictionary or word vectors would see more paraphrases; both are larger than the rest of the
///   sidecar, and neither says why it found two texts alike.
@NullMarked
package io.quorate.edge.validators.builtin.text;

import org.jspecify.annotations.NullMarked;
