package io.quorate.core.audit.json;

import java.util.TreeMap;

/// Members that whoever made them gives away, so that an object of them need not copy them.
final class FreshMembers extends TreeMap<String, Json> {
    private static final long serialVersionUID = 1L;
}
