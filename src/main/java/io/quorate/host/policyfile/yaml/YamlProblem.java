package io.quorate.host.policyfile.yaml;

/// Something in a file that is not the plain YAML that is read here.
///
/// @param path the dotted key around it, empty at the top
public record YamlProblem(Position at, String path, String reason, String remedy) {}
