package io.quorate.host.policyfile.schema;

/// Groups of one form, each under a name that a person chose.
///
/// @param placeholder what stands for the name on the reference page
public record Named(String name, String meaning, String placeholder, Group each)
        implements Member {}
