/// The policy as a YAML file: reading it, and noticing when it changes.
///
/// [PolicyFile] reads a file into rules with the origin of each value, or into problems with their
/// places; the files of canaries that a policy names are read and followed with it. [PolicyWatch]
/// tells of every [PolicyEvent] while the file is in force. The `*Keys` classes declare the keys of
/// the file, a group each, and read them.
///
/// Rules:
/// - A file is read whole or refused whole, and every problem is told at once.
/// - A key is declared in one place, with its meaning, range and example; reading, the reference
///   page and the JSON Schema all come from there. Defaults and ranges belong to the rules
///   themselves.
/// - A secret never stands in a policy. A key that ends in `_env` names the variable that holds it.
///
/// Decisions:
/// - What a pool does not say comes from `pool_defaults`, and then from the product's defaults.
///   YAML's own anchors were the alternative; see the package `yaml`.
/// - Every key takes effect when the file changes. What only a start can change, as addresses, the
///   database and the data folder, is configuration of the application and no key of a policy, so
///   that no reload can be applied by half.
/// - The mapping of keys to values is our own. SmallRye Config's `@ConfigMapping` over a YAML
///   source was the alternative: what it finds wrong it tells by key, without line and column, and
///   it lets a variable of the environment override any key, so that two sidecars with the same
///   file would name different digests. What belongs to the environment is a secret, which a policy
///   names and never holds.
/// - A change counts when two looks at the file in a row agree. Taking it at the first notice was
///   the alternative; half of a file that is being written is often a valid policy that means less.
@NullMarked
package io.quorate.host.policyfile;

import org.jspecify.annotations.NullMarked;
