# Sourced by mvnw. Leaves in JAVA_HOME a JDK of the release the build needs, or stops and says what
# to install. JAVA_HOME wins when it is good enough; then the `java` on the PATH; then the folders in
# which JDKs are usually installed. Of several that would do the oldest release is taken: it is the
# one the build is tried with.

quorate_jdk_min=25

# The feature release of the JDK in folder $1, or nothing when it is no JDK (a JRE has no javac).
quorate_jdk_release() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
    else
        "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
    fi
}

# Candidate folders, one per line.
quorate_jdk_candidates() {
    quorate_java="$(command -v java 2>/dev/null)" || quorate_java=''
    if [ -n "$quorate_java" ] && quorate_java="$(readlink -f "$quorate_java" 2>/dev/null)"; then
        printf '%s\n' "${quorate_java%/bin/java}"
    fi
    for quorate_dir in \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
        "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
        [ ! -d "$quorate_dir" ] || printf '%s\n' "$quorate_dir"
    done
}

quorate_jdk_find() {
    quorate_found='' quorate_found_release=''
    while IFS= read -r quorate_dir; do
        quorate_candidate="$(quorate_jdk_release "$quorate_dir")"
        [ "${quorate_candidate:-0}" -ge "$quorate_jdk_min" ] || continue
        if [ -z "$quorate_found" ] || [ "$quorate_candidate" -lt "$quorate_found_release" ]; then
            quorate_found="$quorate_dir" quorate_found_release="$quorate_candidate"
        fi
    done <<EOF
$(quorate_jdk_candidates)
EOF
}

quorate_release="$([ -z "${JAVA_HOME-}" ] || quorate_jdk_release "$JAVA_HOME")"
if [ "${quorate_release:-0}" -lt "$quorate_jdk_min" ]; then
    quorate_jdk_find
    if [ -z "$quorate_found" ]; then
        {
            echo "Quorate needs a JDK $quorate_jdk_min or later (with javac), and none was found."
            echo
            echo "Looked at JAVA_HOME (${JAVA_HOME:-not set}${quorate_release:+, which is a JDK $quorate_release}),"
            echo "at the java on the PATH ($(command -v java || echo none)), and in"
            echo "  /usr/lib/jvm  /usr/java  /opt/java  /opt/jdk*  ~/.jdks"
            echo "  ${SDKMAN_DIR:-~/.sdkman}/candidates/java  ~/.local/share/mise  ~/.asdf"
            echo "  /Library/Java/JavaVirtualMachines and Homebrew's openjdk (macOS)"
            echo
            echo "Install one, for instance"
            echo "  sdk install java 25-tem              (https://sdkman.io)"
            echo "  brew install openjdk                 (macOS)"
            echo "  apt-get install temurin-25-jdk       (https://adoptium.net/installation/linux)"
            echo "or set JAVA_HOME to the folder of one that lies elsewhere."
        } >&2
        exit 1
    fi
    JAVA_HOME="$quorate_found"
fi
export JAVA_HOME
