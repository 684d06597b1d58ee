package io.caravan.pipelines;

import io.caravan.ShopFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Assumptions;

/** A git repository with the real jaffle shop, in which a test may change things. */
final class Shop {

  private static final Path FOLDER =
      Path.of(System.getProperty("caravan.shared", "../shared"))
          .resolve("data/jaffle-shop-classic/seeds");

  private final Path folder;

  private Shop(Path folder) {
    this.folder = folder;
  }

  /** Copies the data set into a new repository. Where there is none, the test is skipped. */
  static Shop in(Path folder) throws IOException, GitAPIException {
    boolean there = Files.isDirectory(FOLDER);
    if (!there) {
      System.out.println(
          "SKIPPED: the jaffle shop is not in "
              + FOLDER.toAbsolutePath().normalize()
              + "; -Dcaravan.shared=FOLDER says where it is");
    }
    Assumptions.assumeTrue(there, "the jaffle shop is not there");
    Files.createDirectories(folder.resolve("seeds"));
    for (String name : List.of("customers", "orders", "payments")) {
      String file = "raw_" + name + ".csv";
      Files.copy(FOLDER.resolve(file), folder.resolve("seeds").resolve(file));
    }
    Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
    Shop shop = new Shop(folder);
    shop.commit("The shop as it is");
    return shop;
  }

  Path folder() {
    return folder;
  }

  /** Its files as they are now. */
  ShopFiles files() {
    return new ShopFiles(folder.resolve("seeds"));
  }

  /** Replaces one line of a file, the one that is exactly like this, and commits. */
  void replace(String name, String line, String by) throws IOException, GitAPIException {
    Path file = folder.resolve("seeds/raw_" + name + ".csv");
    List<String> before = Files.readAllLines(file);
    List<String> after = before.stream().map(each -> each.equals(line) ? by : each).toList();
    if (before.equals(after)) {
      throw new AssertionError("No line " + line + " in " + file);
    }
    Files.writeString(file, String.join("\n", after) + "\n");
    commit(line + " becomes " + by);
  }

  private void commit(String message) throws IOException, GitAPIException {
    try (Git git = Git.open(folder.toFile())) {
      git.add().addFilepattern("seeds").call();
      git.commit()
          .setMessage(message)
          .setAuthor("test", "test@caravan.example")
          .setCommitter("test", "test@caravan.example")
          .setNoVerify(true)
          .setSign(false)
          .call();
    }
  }
}
