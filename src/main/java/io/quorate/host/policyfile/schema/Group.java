package io.quorate.host.policyfile.schema;

import java.util.List;
import java.util.Optional;

/// Keys that belong together, under one name.
public record Group(String name, String meaning, List<Member> members) implements Member {
    public Group {
        members = List.copyOf(members);
    }

    public static Group of(String name, String meaning, Member... members) {
        return new Group(name, meaning, List.of(members));
    }

    public Optional<Member> member(String wanted) {
        return members.stream().filter(member -> member.name().equals(wanted)).findFirst();
    }

    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }
}
