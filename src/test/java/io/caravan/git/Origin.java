package io.caravan.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A git repository that tests write and streams read. */
final class Origin implements AutoCloseable {

  static final PersonIdent SOMEBODY = new PersonIdent("Somebody", "somebody@example.com");

  final Path folder;
  final Git git;

  Origin(Path folder) throws GitAPIException {
    this.folder = folder;
    this.git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
  }

  Origin write(String path, String content) {
    return write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  Origin write(String path, byte[] content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits all that was written, and deleted, and returns the commit id. */
  String commit(String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    return git.commit()
        .setMessage(message)
        .setAuthor(SOMEBODY)
        .setCommitter(SOMEBODY)
        .setSign(false)
        .call()
        .name();
  }

  @Override
  public void close() {
    git.close();
  }
}
