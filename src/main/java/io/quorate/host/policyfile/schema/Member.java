package io.quorate.host.policyfile.schema;

/// Something that may stand in a group.
public sealed interface Member permits Key, Group, Named, Entries, Listed {
    String name();

    /// What it means, in sentences.
    String meaning();
}
