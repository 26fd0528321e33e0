package io.quorate.core.protocol;

/// Something that went wrong on an agent's side, with the evidence in words.
///
/// Faults of one kind against one agent are compared by kind and agent; the evidence is for people.
///
/// @param agent the agent named; before authenticity is settled that is only who it claimed to be
public record Fault(FaultKind kind, AgentId agent, String evidence) {}
