package io.quorate.engine;

import io.quorate.core.audit.ContentText;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The contents of one decision, each under a fresh salt, with what stands for them in the record.
record Recording(List<Content> contents, SortedMap<String, Digest> commitments) {

    static Recording of(Submission submission, Findings findings, Ids ids) {
        Recording recording = new Recording(new ArrayList<>(), new TreeMap<>());
        recording.add(ContentText.SUBMISSION, ContentText.of(submission), ids);
        submission
                .subject()
                .ifPresent(subject ->
                        recording.add(ContentText.SUBJECT, ContentText.of(subject), ids));
        for (PoolOutcome pool : findings.pools()) {
            for (RoundReport round : pool.rounds()) {
                recording.addVotes(pool, round, ids);
            }
        }
        return recording;
    }

    private void addVotes(PoolOutcome pool, RoundReport round, Ids ids) {
        for (int i = 0; i < round.votes().size(); i++) {
            String slot = ContentText.slot(pool.pool().value(), round.number(), i);
            ContentText.of(round.votes().get(i)).ifPresent(text -> add(slot, text, ids));
        }
    }

    private void add(String slot, byte[] text, Ids ids) {
        byte[] salt = ids.salt();
        contents.add(new Content(slot, salt, text));
        commitments.put(slot, commitment(salt, text));
    }

    private static Digest commitment(byte[] salt, byte[] text) {
        byte[] both = Arrays.copyOf(salt, salt.length + text.length);
        System.arraycopy(text, 0, both, salt.length, text.length);
        return Digest.of(both);
    }
}
