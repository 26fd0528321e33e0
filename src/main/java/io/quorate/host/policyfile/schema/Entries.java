package io.quorate.host.policyfile.schema;

/// Values of one kind, each under a name that a person chose.
///
/// @param placeholder what stands for the name on the reference page
/// @param example one entry as it would be written
public record Entries<T>(
        String name, String meaning, String placeholder, Kind<T> each, String example)
        implements Member {}
