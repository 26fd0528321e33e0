/// Checks of what was made of a question before anything answers it: its intent, its entities and
/// the strategy that is to answer it.
///
/// Rules:
/// - Intents, entity types and strategies have no fixed vocabulary. A check judges the words that
///   it knows and abstains where it knows none; a name that says nothing is no objection.
/// - What is compared is the [Form] of things: which kind of answer the question asks for, the
///   intent names and the strategy is made for.
///
/// Decisions:
/// - A list of words for each form. A classifier was the alternative; no labelled queries were at
///   hand, and whoever disagrees with a list can read it.
@NullMarked
package io.quorate.edge.validators.builtin.query;

import org.jspecify.annotations.NullMarked;
