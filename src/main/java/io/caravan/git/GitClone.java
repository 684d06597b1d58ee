package io.caravan.git;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.component.git.GitComponent;
import org.apache.camel.component.git.GitEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Clones a repository with camel-git. */
final class GitClone {

  /**
   * Stands in for the configuration of the user and the machine: filters named there are programs,
   * and http.sslVerify there could switch TLS checks off. Symbolic links become small text files,
   * and nothing is tidied up behind our back in a folder that is about to be deleted.
   */
  private static final String CONFIGURATION = "[core]\n\tsymlinks = false\n[gc]\n\tauto = 0\n";

  private final CamelContext context;
  private final long maxSize;

  /**
   * @param maxSize of the repository in bytes
   */
  GitClone(CamelContext context, long maxSize) {
    this.context = context;
    this.maxSize = maxSize;
  }

  /**
   * Makes a full clone of the default branch with all branches and tags.
   *
   * @param folder that does not exist yet
   */
  void run(GitAddress address, Path folder, String setting) throws IOException {
    Path configuration = folder.resolveSibling(folder.getFileName() + ".config");
    Files.writeString(configuration, CONFIGURATION);
    try {
      clone(address, folder, configuration);
    } catch (Exception e) {
      throw explain(address, setting, e);
    }
    long size = size(folder.resolve(".git"));
    if (size > maxSize) {
      throw CaravanException.of(ErrorCode.E321, "The git repository " + address + " is too large")
          .where(setting)
          .why((size >> 20) + " MB, and git.max-size allows " + (maxSize >> 20) + " MB")
          .fix("Raise git.max-size, or name a smaller repository in " + setting)
          .build();
    }
  }

  private void clone(GitAddress address, Path folder, Path configuration) throws Exception {
    // The endpoint is made by hand and not from a URI: URIs are logged, and this one would hold the
    // token.
    GitEndpoint endpoint =
        new GitEndpoint("git:clone", context.getComponent("git", GitComponent.class));
    endpoint.setCamelContext(context);
    endpoint.setOperation("clone");
    endpoint.setLocalPath(folder.toString());
    endpoint.setRemotePath(address.remote());
    endpoint.setUsername(address.user());
    endpoint.setPassword(address.password());
    endpoint.setGitConfigFile("file:" + configuration.toAbsolutePath());
    Producer producer = endpoint.createProducer();
    ServiceHelper.startService(producer);
    try {
      producer.process(endpoint.createExchange());
    } finally {
      ServiceHelper.stopAndShutdownService(producer);
    }
  }

  private static CaravanException explain(GitAddress address, String setting, Exception e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String why =
        address.redact(
            root == e
                ? e.getMessage()
                : root.getClass().getSimpleName() + ": " + root.getMessage());
    String lower = why.toLowerCase(Locale.ROOT);
    boolean login =
        lower.contains("not authorized")
            || lower.contains("authentication is required")
            || lower.contains("not permitted");
    String token = setting.replace(".repository", ".token");
    return CaravanException.of(
            login ? ErrorCode.E202 : ErrorCode.E321,
            login
                ? "The git server refused the login for " + address
                : "Cannot clone the git repository " + address)
        .where(setting)
        .why(why)
        .fix(
            login
                ? "Set " + token + " to a token that may read the repository; it belongs into .env"
                : "Correct " + setting + ", or check the network",
            "git ls-remote " + address)
        .build();
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
