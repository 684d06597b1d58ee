package io.caravan.sandbox;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A local git repository with the data of a small shop, of the shape of the jaffle shop: {@code
 * seeds/raw_customers.csv}, {@code raw_orders.csv}, {@code raw_payments.csv}. Its content and its
 * commit ids are the same wherever it is made; no git program is needed.
 */
public final class DemoRepository {

  private static final String ORDERS = "seeds/raw_orders.csv";
  private static final Instant FIRST_COMMIT = Instant.parse("2026-06-01T00:00:00Z");
  private static final long DAY = 86_400;

  private DemoRepository() {}

  /**
   * Makes the repository in this folder, or leaves it alone when it is there already.
   *
   * @return the folder
   */
  public static Path create(Path folder) {
    try {
      refuseForeign(folder);
      boolean there = Files.isDirectory(folder.resolve(".git"));
      try (Git git = there ? Git.open(folder.toFile()) : init(folder)) {
        if (git.getRepository().resolve("HEAD") == null) {
          writeSeeds(folder);
          commit(git, "Customers, orders and payments", FIRST_COMMIT);
        }
      }
      return folder;
    } catch (IOException | GitAPIException e) {
      throw failed(folder, e);
    }
  }

  /**
   * Gives one of the orders, numbered from 1 to 150, another status and commits that, a day after
   * the commit before.
   *
   * @return the id of the commit
   */
  public static String change(Path folder, int order, String status) {
    if (order < 1 || order > DemoData.ORDERS) {
      throw new IllegalArgumentException("There is no order " + order);
    }
    try (Git git = Git.open(folder.toFile())) {
      Path file = folder.resolve(ORDERS);
      List<String> changed;
      try (Stream<String> lines = Files.lines(file)) {
        changed = lines.map(line -> withStatus(line, order, status)).toList();
      }
      Files.writeString(file, String.join("\n", changed) + "\n");
      RevCommit head = git.log().setMaxCount(1).call().iterator().next();
      Instant time = Instant.ofEpochSecond(head.getCommitTime() + DAY);
      return commit(git, "Order " + order + " is " + status, time).getName();
    } catch (IOException | GitAPIException e) {
      throw failed(folder, e);
    }
  }

  private static String withStatus(String line, int order, String status) {
    // Nothing in this file is quoted.
    return line.startsWith(order + ",")
        ? line.substring(0, line.lastIndexOf(',') + 1) + status
        : line;
  }

  private static void refuseForeign(Path folder) throws IOException {
    if (Files.isDirectory(folder) && !Files.isDirectory(folder.resolve(".git"))) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw CaravanException.of(ErrorCode.E106, "The demo data need an empty folder")
              .where(folder.toString())
              .why("The folder has files in it and is no git repository")
              .fix("Choose another folder")
              .build();
        }
      }
    }
  }

  private static Git init(Path folder) throws IOException, GitAPIException {
    Files.createDirectories(folder);
    Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
    // Whatever a person's own git settings say, the same bytes must be stored.
    StoredConfig config = git.getRepository().getConfig();
    config.setBoolean("core", null, "autocrlf", false);
    config.setBoolean("commit", null, "gpgsign", false);
    config.save();
    return git;
  }

  private static void writeSeeds(Path folder) throws IOException {
    DemoData data = new DemoData();
    Files.createDirectories(folder.resolve("seeds"));
    write(folder.resolve("seeds/raw_customers.csv"), "id,first_name,last_name", data.customers());
    write(folder.resolve(ORDERS), "id,user_id,order_date,status", data.orders());
    write(
        folder.resolve("seeds/raw_payments.csv"),
        "id,order_id,payment_method,amount",
        data.payments());
  }

  private static void write(Path file, String header, List<List<?>> rows) throws IOException {
    String lines =
        rows.stream()
            .map(row -> row.stream().map(DemoRepository::cell).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    Files.writeString(file, header + "\n" + lines + "\n");
  }

  /** Quoted where RFC 4180 asks for it. */
  private static String cell(Object value) {
    String text = value.toString();
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static RevCommit commit(Git git, String message, Instant time) throws GitAPIException {
    PersonIdent author =
        new PersonIdent("Caravan demo", "demo@caravan.example", time, ZoneOffset.UTC);
    git.add().addFilepattern("seeds").call();
    return git.commit()
        .setMessage(message)
        .setAuthor(author)
        .setCommitter(author)
        .setNoVerify(true)
        .setSign(false)
        .call();
  }

  private static CaravanException failed(Path folder, Exception cause) {
    return CaravanException.of(ErrorCode.E321, "The repository of the demo data cannot be used")
        .where(folder.toString())
        .why(cause.getMessage())
        .fix("Remove the folder and run the command again")
        .cause(cause)
        .build();
  }
}
