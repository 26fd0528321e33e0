package io.quorate.wiring;

import java.util.Optional;

/// What `--help` and `--version` print.
final class Usage {
    static final String TEXT =
            """
            quorate: tells a service whether an answer of AI agents can be relied on

            Usage: quorate [--help | --version]
                   quorate verify LOG --key KEY [options]
                   quorate policy check FILE
                   quorate policy dry-run FILE [--server URL] ...
                   quorate policy tune --pool POOL --key KEY --range FIRST:LAST:STEP ...
                   quorate export --out FILE --to TIME --operator WHO --reason WHY [options]
                   quorate incident --out FILE --decision_id ID --operator WHO --reason WHY ...
                   quorate report --out FILE --to TIME --operator WHO --reason WHY [options]

            Without arguments it serves until it is stopped.

            verify checks a log, an exported bundle or a receipt, trusting nothing but public keys.
            It needs neither a server nor a database; verify --help says more.

            policy check reads a policy file and tells every problem; dry-run and tune replay what a
            running sidecar has recorded under other rules; policy --help says more.

            export fetches a bundle of part of the log from a running sidecar, for verify; incident
            does so with what bears on one decision or a span of time, and a page for people; report
            fetches what a deployer has to know of a span of time.

            Environment:
              QUORATE_POLICY            the policy file; without it a sample policy is in force
              QUORATE_ORIGIN            the name of this sidecar's log; default: the host's name
              QUORATE_DATA_DIR          where its own PostgreSQL keeps its data;
                                        default: ~/.local/share/quorate

              QUORATE_LOG_KEY           the private key that signs the log, or a folder with one
                                        for each origin; made if there is none;
                                        default: keys/ORIGIN.key in the data folder
              QUORATE_CHECKPOINT_DIR    a folder that gets each checkpoint, outside the database
              QUORATE_SPOOL_DIR         where decisions wait that PostgreSQL does not have yet, for
                                        pools that spool; default: spool/ in the data folder
              QUORATE_SPOOL_MIB_MAX     how much may wait there; default: 512
              QUORATE_SPOOL_LOST        the name of a spool that is lost, so that its log goes on
                                        without what it held
              QUORATE_WITNESS           the public key and the address of a C2SP witness that
                                        signs each checkpoint, with a space between

              QUARKUS_DATASOURCE_JDBC_URL, _USERNAME, _PASSWORD
                                        a database to use instead of its own; the native binary
                                        has none of its own
              QUARKUS_FLYWAY_USERNAME, _PASSWORD
                                        the login of that database's owner, for migrations

              QUARKUS_HTTP_PORT         default: 8470
              QUARKUS_GRPC_SERVER_PORT  default: 8471
              QUORATE_GRPC_SOCKET       a Unix domain socket that gRPC is served on as well
              QUARKUS_LOG_CONSOLE_JSON_ENABLED
                                        true: logs as JSON
            """;

    private Usage() {}

    static String version() {
        return Optional.ofNullable(Usage.class.getPackage().getImplementationVersion())
                .orElse("of an unpackaged build");
    }
}
