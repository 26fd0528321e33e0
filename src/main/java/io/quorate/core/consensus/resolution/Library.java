package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.PlainText;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Vote;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The sources of a submission, in which quotations are looked up.
///
/// A quotation holds when its words stand in the named source, letter by letter, once both are
/// [PlainText]. Case and punctuation have to match; a quotation without any letter or digit never
/// holds.
///
/// Sources are normalised when they are first needed, which most rounds never do.
public final class Library {
    private final List<Source> sources;
    private volatile @Nullable Map<String, String> texts;

    public Library(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    boolean holds(Quotation quotation) {
        String text = texts().get(quotation.sourceId());
        String quote = PlainText.normalised(quotation.quote());
        return text != null && isQuotable(quote) && text.contains(quote);
    }

    boolean anyHolds(Vote vote) {
        return vote.evidence().stream().anyMatch(this::holds);
    }

    /// Whether any quotation at all could hold.
    boolean isQuotable() {
        return texts().values().stream().anyMatch(Library::isQuotable);
    }

    private Map<String, String> texts() {
        Map<String, String> known = texts;
        if (known == null) {
            known = new HashMap<>();
            for (Source source : sources) {
                known.put(source.id(), PlainText.normalised(source.text()));
            }
            texts = known;
        }
        return known;
    }

    private static boolean isQuotable(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
