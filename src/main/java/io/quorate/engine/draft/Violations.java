package io.quorate.engine.draft;

import io.quorate.engine.Refusal.InvalidFields;
import io.quorate.engine.Refusal.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The violations of one request, gathered while it is checked.
final class Violations {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]{1," + Bounds.ID + "}");

    private final List<Violation> found = new ArrayList<>();

    void add(String field, String description) {
        found.add(new Violation(field, description));
    }

    Optional<InvalidFields> refusal() {
        return found.isEmpty() ? Optional.empty() : Optional.of(new InvalidFields(found));
    }

    void id(String field, String value) {
        if (value.isEmpty()) {
            add(field, "must not be empty");
        } else if (!ID.matcher(value).matches()) {
            add(
                    field,
                    "is not an id: 1 to " + Bounds.ID + " of the characters A-Z a-z 0-9 . _ : / -");
        }
    }

    /// Ids of which each may occur once.
    void uniqueIds(String list, List<Draft.Named> elements) {
        uniqueIds(list, ".id", elements.stream().map(Draft.Named::id).toList());
    }

    /// The same, where the elements are ids themselves.
    void ids(String list, List<String> elements) {
        uniqueIds(list, "", elements);
    }

    private void uniqueIds(String list, String below, List<String> ids) {
        Set<String> seen = HashSet.newHashSet(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            String field = list + "[" + i + "]" + below;
            id(field, ids.get(i));
            if (!seen.add(ids.get(i))) {
                add(field, "is used twice");
            }
        }
    }

    void count(String field, int count, int least, int most) {
        if (count < least) {
            add(field, "must not be empty");
        } else if (count > most) {
            add(field, "has " + count + " elements; at most " + most + " are allowed");
        }
    }

    void requiredText(String field, String value, int bytesMax) {
        if (value.isEmpty()) {
            add(field, "must not be empty");
        } else {
            text(field, value, bytesMax);
        }
    }

    void text(String field, String value, int bytesMax) {
        long bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                add(field, "is not valid Unicode: it contains half of a surrogate pair");
                return;
            }
        }
        if (bytes > bytesMax) {
            add(field, "has " + bytes + " bytes; at most " + bytesMax + " are allowed");
        }
    }
}
