/// Where a system runs, what it talks to and how it is set up.
extension InternalForms {
  static let keys: [Form] =
    [
      Form("-----BEGIN ", #"-----BEGIN [A-Z ]*(KEY|CERTIFICATE|MESSAGE)"#),
      Form("ssh-rsa AAAA"), Form("ssh-ed25519 AAAA"), Form("AKIA", #"\bAKIA[A-Z0-9]{16}\b"#),
    ]
    + ["secret_access_key", "private_key"].map { name in
      Form(name, "(?i)" + name + #"["']?\s*[=:]\s*["']?[\w/+-]{12,}"#)
    }
    + ["api_key", "api-key", "apikey"].map { name in
      Form(name, #"(?i)\bapi[_-]?key["']?\s*[=:]\s*["']?[\w-]{12,}"#)
    }

  /// What may stand before a path or a name.
  private static let lead = #"(^|[\s"'`(=:,<>\[])"#

  static let paths: [Form] =
    [
      ("/home/", #"/home/[\w.-]+/"#), ("/usr/", #"/usr/(local|lib|share|s?bin|src)\b"#),
      ("/var/", #"/var/(www|lib|log|run|tmp|app|task|folders)/"#), ("/etc/", #"/etc/[\w.-]+"#),
      ("/opt/", #"/opt/[\w.-]+/"#), ("/root/", #"/root/[\w.-]"#), ("/tmp/", #"/tmp/[\w.-]"#),
      ("/srv/", #"/srv/[\w.-]+/"#), ("/proc/", #"/proc/(self|\d+|sys|cpuinfo|meminfo)"#),
      ("/Users/", #"/Users/[\w.-]+/(Library|Documents|Desktop|[\w.-]+/)"#),
      ("/private/", #"/private/(var|tmp|etc)/"#), ("/nix/store/", #"/nix/store/\w"#),
      ("/dev/", #"/dev/(null|shm|sd[a-z]|nvme|disk|fd)"#),
    ].map { trigger, path in Form(trigger, lead + path) }
    + [
      "py", "rb", "java", "kt", "go", "rs", "cs", "swift", "sqlite", "sqlite3", "db", "log", "conf",
      "cfg", "ini", "pem", "sock", "so", "dylib", "dll", "jar", "war", "class", "env",
    ].map { end in
      Form("." + end, lead + #"/([\w.@+-]+/)+[\w.@+-]*\."# + end + #"($|[\s"'`):,;<\]]|\.\s)"#)
    }
    + [
      Form("file:///"), Form(":\\", #"\b[A-Za-z]:\\{1,2}[\w. -]+(\\|\.\w)"#),
      Form("\\\\", lead + #"\\\\[\w.-]+\\[\w$.-]+"#),
      Form("Sources/", #"\bSources/[\w/.+-]+\.swift"#),
      Form("site-packages/"), Form("node_modules/"), Form("/.ssh/"), Form("/.git/"),
      Form("/.aws/"), Form("/.env", #"/\.env\b"#),
    ]

  static let connections: [Form] =
    [
      "postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv", "redis", "rediss",
      "amqp", "amqps", "mssql", "sqlserver", "nats", "kafka", "ldap", "ldaps", "clickhouse",
      "cassandra", "memcached", "sqlite", "oracle", "cockroachdb",
    ].map { name in
      // The name of a scheme alone leads nowhere.
      let scheme = name.replacing("+", with: #"\+"#)
      return Form(name + "://", #"(?i)"# + scheme + #"://[\w/:@.\[%${]"#)
    }
    + [
      Form("jdbc:", #"\bjdbc:[a-z0-9]+:"#), Form("Initial Catalog="), Form("Integrated Security="),
      Form("Data Source=", #"Data Source=[\w.\\/-]+"#), Form("dbname=", #"\bdbname=\w"#),
      Form("AccountKey="), Form("SharedAccessKey="),
      Form("@", #"\b[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@"#),
      Form(";Password=", #";Password=[^;\s]"#), Form(";Pwd=", #";Pwd=[^;\s]"#),
    ]

  /// What may stand after a host's name.
  private static let tail = #"($|[\s"'`()<>,;:/\]]|\.(\s|$))"#
  private static let hostLead = #"(^|[\s"'`(=:,<>@\[/])"#

  static let hosts: [Form] =
    [
      "internal", "local", "lan", "corp", "intranet", "localdomain", "home.arpa", "svc",
      "svc.cluster.local", "cluster.local", "consul",
    ].map { domain in
      let pattern = domain.split(separator: ".").joined(separator: #"\."#)
      return Form(
        "." + domain,
        #"(?i)"# + hostLead + #"([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)+"# + pattern + tail)
    }
    + [
      Form("localhost", #"(?i)"# + hostLead + #"localhost(:\d{2,5}|/)"#),
      Form("ip-", #"\bip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}\b"#), Form(".rds.amazonaws.com"),
      Form(".cache.amazonaws.com"), Form(".compute.amazonaws.com"), Form("arn:aws:"),
      Form(".database.windows.net"), Form(".database.azure.com"), Form("host.docker.internal"),
    ]

  static let environment: [Form] =
    [
      "PATH", "HOME", "PWD", "LD_LIBRARY_PATH", "PYTHONPATH", "NODE_PATH", "CLASSPATH", "JAVA_HOME",
      "HOSTNAME", "DATABASE_URL", "REDIS_URL", "NODE_ENV", "RAILS_ENV", "RACK_ENV", "FLASK_ENV",
      "APP_ENV", "APP_DEBUG", "DJANGO_SETTINGS_MODULE", "ASPNETCORE_ENVIRONMENT", "SECRET_KEY_BASE",
      "SECRET_KEY", "PGPASSWORD", "PGHOST", "SWIFT_BACKTRACE",
    ].map { Form($0, #"\b"# + $0 + #"(["'] ?=> ?|=)["']?[\w/.]"#) }
    + ["_PASSWORD", "_SECRET", "_TOKEN", "_KEY", "_HOST", "_PORT", "_URL", "_DSN", "_ENDPOINT"].map
  {
    Form($0 + "=", #"\b[A-Z][A-Z0-9_]*"# + $0 + #"=["']?[^\s"'&<]{2,}"#)
  }
    + [
      Form("KUBERNETES_", #"\bKUBERNETES_[A-Z]+"#), Form("AWS_", #"\bAWS_[A-Z]+_[A-Z]+"#),
      Form("process.env."), Form("os.environ"), Form("LD_PRELOAD"),
    ]
}
