package io.quorate.core.audit.json;

import java.util.function.Consumer;
import java.util.function.Function;

/// How records of one type look in JSON: their keys, and where each value comes from.
///
/// ```java
/// static final Shape<Vote> VOTE =
///         Shape.of(Vote.class, vote -> vote
///                 .text("agent", Vote::agent)
///                 .whole("weight", Vote::weight)
///                 .timeIfPresent("answered", Vote::answered));
/// ```
///
/// The order in which members are named is for the reader; they are written sorted. A shape is made
/// once and may be used by many threads.
public final class Shape<T> {
    private final Form<T> form;

    private Shape(Form<T> form) {
        this.form = form;
    }

    /// A shape with the members that `members` names.
    ///
    /// @throws IllegalArgumentException if a key is named twice
    public static <T> Shape<T> of(Class<T> type, Consumer<? super Members<T>> members) {
        Members<T> named = new Members<>(type);
        members.accept(named);
        return new Shape<>(named.form());
    }

    /// The shape of a sealed type: each value takes the shape that `which` finds for it.
    public static <T> Shape<T> choice(Function<? super T, Shape<? extends T>> which) {
        return new Shape<>((record, out) -> which.apply(record).putAny(record, out));
    }

    void put(T record, JsonBytes out) {
        form.put(record, out);
    }

    // The shape was found for this very value; a wrong one ends in a ClassCastException in it.
    @SuppressWarnings("unchecked")
    private void putAny(Object record, JsonBytes out) {
        form.put((T) record, out);
    }

    /// Puts a whole record.
    interface Form<T> {
        void put(T record, JsonBytes out);
    }
}
