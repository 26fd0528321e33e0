/// The keys of a file as declarations: each says its name, what it means, which values it may have
/// and an example, and the same declaration reads it.
///
/// A [Group] holds [Member]s: a [Key] with a value of some [Kind], a group of its own, names that a
/// person chose ([Named], [Entries]) or a list ([Listed]). A [Section] is one group as it was
/// written; [Findings] gathers what was found on the way: problems, warnings and where each value
/// came from.
///
/// Rules:
/// - A key that is not declared is a problem, with the nearest declared one.
/// - Reading never stops at a problem: the value counts as not given and the rest is read, so that
///   everything is told at once.
/// - What a value's text means depends on its kind alone.
///
/// Decisions:
/// - Declarations as values, not `@ConfigMapping` interfaces of SmallRye Config. Both were
///   compared. A mapping reads properties, and its YAML source flattens the file into them: of a
///   key given twice the last one counts, a key without a value is no key, `yes` has become `true`,
///   aliases are expanded, and a name with a dot stands in quotes that nobody wrote. Its errors
///   know their key but no line, so that places take a second reading of the same file beside the
///   first. In a native image a mapping must be known when the image is built, and is then also
///   checked against the application's own configuration. Meaning, example and range would still
///   have to stand somewhere for the reference page. What SmallRye Config is good for remains:
///   whoever builds the reader says where secrets come from.
@NullMarked
package io.quorate.host.policyfile.schema;

import org.jspecify.annotations.NullMarked;
