package io.quorate.drill;

import java.util.Base64;
import java.util.List;

/// Keys and notes that others published, not made here.
public final class Vectors {
    /// golang.org/x/mod, sumdb/note/note_test.go.
    public static final String PETER =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    public static final String PETER_SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    public static final String ENOCH =
            "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    public static final String TEXT =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;

    public static final String PETER_LINE =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
                    + "qdngotpRZb6KE6RyyBwJnAM=\n";

    public static final String ENOCH_LINE =
            "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTG"
                    + "wnWLox33WWd1RvMc+QQ=\n";

    /// The test vector of c2sp.org/signed-note.
    public static final String C2SP =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    public static final String C2SP_NOTE =
            "This is an example message.\n"
                    + "\n"
                    + "— example.com/foo"
                    + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    /// transparency-dev/formats, note/note_cosigv1_test.go: base64 with a plus sign.
    public static final String PLUS = "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6";

    /// A checkpoint of a log in operation, its key, and one of the witnesses that cosigned it.
    public static final String ARCHE =
            "arche2025h1.staging.ct.transparency.dev+ba2f06c0+"
                    + "AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";

    public static final String REMORA =
            "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    public static final String ARCHE_TEXT =
            """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=
            """;

    public static final String ARCHE_NOTE =
            ARCHE_TEXT
                    + "\n"
                    + "— arche2025h1.staging.ct.transparency.dev"
                    + " zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n"
                    + "— arche2025h1.staging.ct.transparency.dev"
                    + " ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
                    + "— remora.n621.de"
                    + " 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n";

    private Vectors() {}

    /// Notes that are none, as the specification and Go's note package have it.
    public static List<String> malformedNotes() {
        String head = TEXT + "\n";
        String manyLines = PETER_LINE.repeat(101);
        return List.of(
                "",
                "\n",
                TEXT,
                head,
                head + PETER_LINE.substring(0, PETER_LINE.length() - 1),
                "\u0001" + head + PETER_LINE,
                TEXT.replace("\n", "\r\n") + "\n" + PETER_LINE,
                head + PETER_LINE + "Unexpected line.\n",
                head + PETER_LINE + "\n",
                head + "— Bad Name " + PETER_LINE.substring(15),
                head + "— Bad+Name " + PETER_LINE.substring(15),
                head + "— Bad\u00a0Name " + PETER_LINE.substring(15),
                head + "— Bad\u2003Name " + PETER_LINE.substring(15),
                head + "—  " + PETER_LINE.substring(15),
                head + "— PeterNeumann\n",
                head + "— PeterNeumann \n",
                head + "— PeterNeumann x08gow==\n",
                head + "— PeterNeumann ????\n",
                head + PETER_LINE.replace("=", ""),
                head + PETER_LINE.replace("M=", "N="),
                head + PETER_LINE.replace(" x", "  x"),
                head + " " + PETER_LINE,
                head + manyLines);
    }

    /// Texts that are no checkpoint.
    public static List<String> malformedCheckpoints() {
        String root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        return List.of(
                "",
                "\n",
                "o\n1\n",
                "o\n1\n" + root,
                "\n1\n" + root + "\n",
                "o\n\n" + root + "\n",
                "o\n01\n" + root + "\n",
                "o\n+1\n" + root + "\n",
                "o\n-1\n" + root + "\n",
                "o\n1 \n" + root + "\n",
                "o\n0x1\n" + root + "\n",
                "o\n١\n" + root + "\n",
                "o\n9223372036854775808\n" + root + "\n",
                "o\n99999999999999999999\n" + root + "\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
                "o\n1\n" + root + "\n\n",
                "o\n1\n" + root + "\none\n\ntwo\n");
    }

    /// Receipts that are none.
    public static List<String> malformedReceipts() {
        String header = "c2sp.org/tlog-proof@v1\n";
        String hash = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";
        String end = "\n" + ARCHE_NOTE;
        return List.of(
                "",
                header,
                header + "index 0\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n" + end,
                "\n" + header + "index 0\n" + end,
                header + hash + end,
                header + "extra !!notbase64!!\nindex 0\n" + end,
                header + "index 0\nextra bGVhZg==\n" + end,
                header + "extra bGVhZg\nindex 0\n" + end,
                header + "index notanumber\n" + end,
                header + "index -5\n" + end,
                header + "index 05\n" + end,
                header + "index 9223372036854775808\n" + end,
                header + "Index 5\n" + end,
                header + "index 0\n!!notbase64!!\n" + end,
                header + "index 0\n" + base64(new byte[64]) + "\n" + end,
                header + "index 0\n" + base64(new byte[31]) + "\n" + end,
                header + "index 0\n" + hash.repeat(64) + end,
                header + "index 0\n" + hash + ARCHE_NOTE.substring(40),
                header + "index 0\n" + hash + "\ntest checkpoint\n");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
