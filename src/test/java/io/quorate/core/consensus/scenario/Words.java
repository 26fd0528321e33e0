package io.quorate.core.consensus.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of a scenario, read from left to right. What nobody takes is an error.
final class Words {
    private String rest;

    Words(String line) {
        this.rest = line;
    }

    /// Takes a pattern off the front, if it is there; its groups, else nothing.
    List<String> take(String pattern) {
        Matcher matcher = Pattern.compile("(?:" + pattern + ")(?= |$)").matcher(rest);
        if (!matcher.lookingAt()) {
            return List.of();
        }
        MatchResult found = matcher.toMatchResult();
        rest = rest.substring(found.end()).stripLeading();
        List<String> groups = new ArrayList<>(List.of(found.group()));
        for (int i = 1; i <= found.groupCount(); i++) {
            groups.add(found.group(i));
        }
        return groups;
    }

    boolean takes(String pattern) {
        return !take(pattern).isEmpty();
    }

    String rest() {
        String all = rest;
        rest = "";
        return all;
    }

    void end() {
        if (!rest.isEmpty()) {
            throw new AssertionError("nobody understands: " + rest);
        }
    }

    static List<String> list(String commas) {
        return List.of(commas.split(", *"));
    }
}
