package io.quorate.host.policyfile.schema;

import java.util.Optional;

/// A list of groups of one form.
///
/// @param placeholder what stands for one of them on the reference page
/// @param brief the key that an item gives when it is a single word instead of a group
public record Listed(
        String name, String meaning, String placeholder, Group each, Optional<Key<?>> brief)
        implements Member {}
