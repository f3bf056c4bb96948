/// What programs and databases say of themselves.
extension InternalForms {
  static let stackTraces: [Form] =
    [
      Form("most recent call last"), Form("Exception in thread"), Form("stack trace:"),
      Form("stacktrace"), Form("stack backtrace"), Form("Call stack:"), Form("Fatal error: "),
      Form("panic: "), Form("goroutine ", #"goroutine \d+ \["#), Form("panicked at"),
      Form("Caused by: ", #"Caused by: [\w.]+"#), Form("End of inner exception"),
      Form("... ", #"\.\.\. \d+ (more|common frames omitted)"#),
      Form(".java:", #"\bat [\w$.]+\([\w]+\.java:\d+\)"#), Form("at System.", #"\bat System\.\w"#),
      Form(":line ", #"\bin \S{1,200}:line \d+"#),
      Form(".py\", line", #"File "[^"]+\.py", line \d"#),
      Form(".rb:", #"\.rb:\d+:in "#), Form(".php on line"), Form("NullPointerException"),
      Form("Exception:", #"\b[\w.]+Exception: "#), Form("core dumped"),
      Form("Error: ", #"\b[A-Z][A-Za-z]*[a-z]Error: "#), Form("NoMethodError"),
      Form("undefined method", #"undefined method [`']"#),
      Form("Uncaught ", #"Uncaught \w*(Exception|Error)"#), Form("** (", #"\*\* \([A-Z][\w.]+\) "#),
      Form("0x", #"((\bin|\bat|:|#\d+)\s+0x[0-9a-fA-F]{8,16}|\d\s+\S+\s+0x[0-9a-fA-F]{12,16})\b"#),
    ] + inSourceFiles

  /// A line in a source file, in a frame or alone; `rs` and `py` are ends of host names too.
  private static let inSourceFiles: [Form] =
    ["swift", "js", "ts", "tsx", "cs", "py", "rb", "go", "php", "kt", "rs", "ex", "scala", "mjs"]
    .map { language in
      Form(
        ".\(language):", #"\bat [\w$.<> ]{1,200} ?\(?[\w/.\\@:-]{0,200}\."# + language + #":\d+"#)
    }
    + ["swift", "ts", "cs", "rb", "go", "php", "kt", "java", "scala"].map { language in
      Form(".\(language):", #"[\w/\\-]+\."# + language + #":\d{1,5}(:\d+)?\b"#)
    }
    + ["js", "mjs", "rs", "py"].map { language in
      Form(".\(language):", #"[\w/\\-]+\."# + language + #":\d{1,5}:\d+\b"#)
    }

  static let sql: [Form] = [
    Form("SELECT ", #"\bSELECT\s+[\w*,.\s"'`()\[\]=$?:]{1,300}\s+FROM\s+["`\[\w]"#),
    Form("select ", #"(?i)\bselect\s+(distinct\s+)?\*\s+from\s+["`\w]"#),
    Form(
      " from ",
      #"(?i)\bselect\s+[\w,.\s"`()]{1,150}\s+from\s+["`\w.]+(\s+\w+)?\s+where\s+["`\w.]+\s*[=<>!]"#),
    Form("select ", #"(?i)\bselect\s+[\w,.\s"`]{0,100}\w_\w[\w,.\s"`]{0,100}\s+from\s+["`\w]"#),
    Form("insert into", #"(?i)\binsert\s+into\s+["`\w.]+\s*(\(|values)"#),
    Form("update ", #"(?i)\bupdate\s+["`\w.]+\s+set\s+["`\w.]+\s*="#),
    Form("delete from", #"(?i)\bdelete\s+from\s+["`\w.]+\s+(where|;)"#),
    Form("create table", #"(?i)\bcreate\s+table\s+(if not exists\s+)?["`\w.]+\s*\("#),
    Form("alter table", #"(?i)\balter\s+table\s+["`\w.]+\s+(add|drop|alter|rename)"#),
    Form("drop table", #"(?i)\bdrop\s+table\s+(if exists\s+)?["`\w.]+"#),
    Form(" JOIN ", #"\b(INNER|LEFT|RIGHT|OUTER|FULL|CROSS)\s+JOIN\s+["`\w]"#),
    Form("WHERE ", #"\bWHERE\s+["`\w.]+\s*(=|<>|!=|IN\s*\(|LIKE\s+'|IS\s+(NOT\s+)?NULL)"#),
    Form("PRAGMA ", #"\bPRAGMA\s+[a-z_]+"#), Form("UNION SELECT"), Form("UNION ALL SELECT"),
    Form("ON CONFLICT", #"\bON CONFLICT\s*(\(|DO\b)"#),
  ]

  static let engines: [Form] =
    (phrases.map { Form($0) }
      + [
        Form("ORA-", #"\bORA-\d{5}"#), Form("constraint failed", #"\w+ constraint failed: \w"#),
        Form(": syntax error", #"near "[^"]*": syntax error"#),
        Form("SQLITE_", #"\bSQLITE_[A-Z]{3,}"#), Form("ER_", #"\bER_[A-Z]{2,}_[A-Z_]+"#),
        Form(
          "\" does not exist",
          #"(relation|role|schema|column|database|type) "[^"]+" does not exist"#),
        Form("' doesn't exist", #"Table '[\w.]+' doesn't exist"#),
        Form("Unknown column", #"Unknown column '[\w.]+'"#),
        Form("Duplicate entry", #"Duplicate entry '[^']*' for key"#),
        Form(" error ", #"\([A-Za-z][\w.]+ error -?\d+\.?\)"#), Form("[Errno", #"\[Errno -?\d+\]"#),
        Form("os error", #"\(os error \d+\)"#), Form("NOAUTH ", #"\bNOAUTH "#),
        Form(
          "connection refused",
          #"(?i)(errno|dial|tcp|connect\(|connect:|:\d{2,5}).{0,80}connection refused"#),
      ]
      + [
        "ECONNREFUSED", "ECONNRESET", "ENOENT", "EACCES", "EADDRINUSE", "ENOTFOUND", "ETIMEDOUT",
        "EPIPE", "EPERM", "SIGSEGV", "SIGABRT", "SIGKILL",
      ].map { Form($0, #"\b"# + $0 + #"\b"#) }
      + [
        "nginx", "Apache", "openresty", "lighttpd", "IIS", "Jetty", "Tomcat", "gunicorn", "uvicorn",
        "Werkzeug", "Kestrel", "PHP", "OpenSSL", "SQLite", "PostgreSQL", "MySQL", "MariaDB",
        "Redis",
      ].map { Form($0 + "/", #"\b"# + $0 + #"/\d"#) })

  /// What databases, frameworks and runtimes say word by word.
  private static let phrases = [
    "SQLSTATE", "sqlite error", "SQLite3::", "no such table: ", "no such column: ",
    "database is locked", "database disk image is malformed", "unable to open database file",
    "attempt to write a readonly database", "while executing `", "syntax error at or near",
    "psycopg2.", "psycopg.", "asyncpg.", "sqlalchemy.", "org.postgresql", "PSQLException", "PG::",
    "duplicate key value violates", "violates foreign key constraint",
    "violates not-null constraint", "violates check constraint", "deadlock detected",
    "password authentication failed for user", "remaining connection slots",
    "You have an error in your SQL syntax", "check the manual that corresponds to your",
    "com.mysql.", "mysqli_", "PDOException", "Unclosed quotation mark after", "System.Data.Sql",
    "Microsoft OLE DB", "E11000 duplicate key", "MongoServerError", "MongoError",
    "WRONGTYPE Operation", "index_not_found_exception", "search_phase_execution_exception",
    "PrismaClient", "SequelizeDatabaseError", "QueryFailedError", "ActiveRecord::",
    "ActionController::", "org.hibernate", "java.lang.", "org.springframework",
    "Whitelabel Error Page", "Django Version:", "Illuminate\\", "Symfony\\Component",
    "Werkzeug Debugger", "phpinfo()", "Server Error in '/", "segmentation fault",
    "unexpectedly found nil while", "Swift runtime failure", "Precondition failed",
    "Assertion failed", "EXC_BAD_", "NSInternalInconsistencyException", "Error Domain=",
    "CodingKeys(", "DecodingError", "Could not cast value of type", "ContiguousArrayBuffer",
    "OutOfMemoryError", "GC overhead limit", "getaddrinfo", "Name or service not known",
    "certificate verify failed", "SSL routines:",
  ]
}
