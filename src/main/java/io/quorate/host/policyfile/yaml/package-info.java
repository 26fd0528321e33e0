/// YAML as it was written: names, texts and the place of each, with nothing interpreted.
///
/// Rules:
/// - Whatever the bytes are, the answer is a tree or a list of problems with line and column;
///   reading is bounded in size, depth and time.
/// - A scalar keeps its text. Whether `0.67` is a number is decided by the setting that it is for,
///   so that no digit is lost on the way and `yes`, `.nan` or `010` mean nothing by surprise.
/// - What YAML can do beyond plain settings is refused, not ignored: aliases, merge keys, tags, a
///   key given twice, a second document.
///
/// Decisions:
/// - SnakeYAML's events, not its composer or constructor. The composer expands aliases, so that a
///   kilobyte can stand for a billion nodes, and keeps silent about duplicate keys; the constructor
///   turns text into Java values and forgets where it stood. Events carry their places and are read
///   once.
/// - No aliases at all. Limiting their number was the alternative; what a shared block is good for,
///   `consensus.pool_defaults` says in words.
@NullMarked
package io.quorate.host.policyfile.yaml;

import org.jspecify.annotations.NullMarked;
