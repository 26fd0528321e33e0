package io.quorate.core.consensus.deliberation;

import io.quorate.core.consensus.PlainText;

/// The canonical form of an answer; answers with the same form are one.
///
/// Invisible characters, white space and Unicode forms do not tell answers apart, nor do a pair of
/// quotation marks around the whole or a full stop at its end. Case, other punctuation and numbers
/// do: joining answers that differ decides falsely, and keeping equal ones apart only costs a vote
/// on both.
final class Canon {
    private static final String STOPS = ".。";
    private static final String OPENING = "\"'`“‘«";
    private static final String CLOSING = "\"'`”’»";

    private Canon() {}

    static String of(String answer) {
        String form = PlainText.normalised(answer);
        String before;
        do {
            before = form;
            form = unquoted(unstopped(form)).strip();
        } while (!form.equals(before));
        return form;
    }

    private static String unstopped(String form) {
        boolean sentence =
                form.length() > 1
                        && STOPS.indexOf(form.charAt(form.length() - 1)) >= 0
                        && STOPS.indexOf(form.charAt(form.length() - 2)) < 0;
        return sentence ? form.substring(0, form.length() - 1) : form;
    }

    private static String unquoted(String form) {
        if (form.length() < 3) {
            return form;
        }
        int mark = OPENING.indexOf(form.charAt(0));
        boolean pair =
                mark >= 0
                        && CLOSING.charAt(mark) == form.charAt(form.length() - 1)
                        && form.indexOf(CLOSING.charAt(mark), 1) == form.length() - 1;
        return pair ? form.substring(1, form.length() - 1) : form;
    }
}
