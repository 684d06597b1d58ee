package io.caravan.git;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * One commit of a clone. Files are read from the object store: what the checkout made of them is
 * never looked at, so links and submodules lead nowhere.
 */
final class GitCommit implements AutoCloseable {

  private static final int NAMES_SHOWN = 8;

  private final Repository repository;
  private final ObjectId id;

  private GitCommit(Repository repository, ObjectId id) {
    this.repository = repository;
    this.id = id;
  }

  /**
   * Opens the commit that a branch, a tag or a commit id names.
   *
   * @param clone folder of a clone
   * @param ref empty for the default branch
   * @param setting the key to name in messages
   */
  static GitCommit open(Path clone, String ref, String setting) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(clone.resolve(".git").toFile()).build();
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId found = find(repository, ref);
      if (found == null) {
        throw missing(repository, ref, setting);
      }
      return new GitCommit(repository, walk.parseCommit(found).copy());
    } catch (IOException | RuntimeException e) {
      repository.close();
      throw e;
    }
  }

  private static ObjectId find(Repository repository, String ref) throws IOException {
    if (ref.isEmpty()) {
      return repository.resolve(Constants.HEAD);
    }
    String name = ref.replaceFirst("^refs/(heads|tags)/", "");
    for (String prefix : List.of(Constants.R_REMOTES + "origin/", Constants.R_TAGS)) {
      Ref found = repository.exactRef(prefix + name);
      if (found != null) {
        return found.getObjectId();
      }
    }
    return ref.matches("[0-9a-fA-F]{7,40}") ? repository.resolve(ref + "^{commit}") : null;
  }

  private static CaravanException missing(Repository repository, String ref, String setting)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (String prefix : List.of(Constants.R_REMOTES + "origin/", Constants.R_TAGS)) {
      for (Ref found : repository.getRefDatabase().getRefsByPrefix(prefix)) {
        if (!found.isSymbolic()) {
          names.add(found.getName().substring(prefix.length()));
        }
      }
    }
    String what =
        ref.isEmpty()
            ? "The git repository has no default branch"
            : "There is no branch, tag or commit '" + ref + "' in the git repository";
    return CaravanException.of(ErrorCode.E322, what)
        .where(setting)
        .why(names.isEmpty() ? "the repository is empty" : "it has " + shown(names))
        .fix("Set " + setting + " to one of them")
        .build();
  }

  /** The commit id, 40 hexadecimal digits. */
  String id() {
    return id.name();
  }

  /**
   * The regular files whose path matches; E315 when there is none.
   *
   * @param most how many entries the commit may have
   */
  List<GitFile> files(String pattern, int most) throws IOException {
    Predicate<String> wanted = new PathPattern(pattern);
    List<GitFile> found = new ArrayList<>();
    List<String> others = new ArrayList<>();
    int entries = 0;
    try (TreeWalk tree = new TreeWalk(repository);
        RevWalk walk = new RevWalk(repository)) {
      tree.addTree(walk.parseCommit(id).getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        if (++entries > most) {
          throw tooMany(most);
        }
        boolean regular =
            tree.getFileMode() == FileMode.REGULAR_FILE
                || tree.getFileMode() == FileMode.EXECUTABLE_FILE;
        if (regular && wanted.test(tree.getPathString())) {
          found.add(new GitFile(tree.getPathString(), tree.getObjectId(0)));
        } else if (tree.getPathString().endsWith(".csv")) {
          others.add(tree.getPathString() + (regular ? "" : " (a link, which is not followed)"));
        }
      }
    }
    if (found.isEmpty()) {
      throw noFile(pattern, others);
    }
    return found;
  }

  /** The size of a file in bytes. */
  long size(GitFile file) throws IOException {
    return repository.open(file.blob(), Constants.OBJ_BLOB).getSize();
  }

  /** The content of a file as a stream. */
  InputStream read(GitFile file) throws IOException {
    return repository.open(file.blob(), Constants.OBJ_BLOB).openStream();
  }

  private CaravanException tooMany(int most) {
    return CaravanException.of(ErrorCode.E321, "The git repository has too many files")
        .where("commit " + id())
        .why("git.max-files allows " + most)
        .fix("Raise git.max-files, or name a smaller repository")
        .build();
  }

  private CaravanException noFile(String pattern, List<String> others) {
    return CaravanException.of(ErrorCode.E315, "No file of the git repository matches " + pattern)
        .where("commit " + id())
        .why(others.isEmpty() ? "it holds no .csv file at all" : "its .csv files: " + shown(others))
        .fix("Correct the parameter path of the stream")
        .build();
  }

  private static String shown(List<String> names) {
    int more = names.size() - NAMES_SHOWN;
    String some = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)));
    return more > 0 ? some + " and " + more + " more" : some;
  }

  @Override
  public void close() {
    repository.close();
  }
}
