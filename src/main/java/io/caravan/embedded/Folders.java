package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** What is done with whole folders. */
final class Folders {

  private Folders() {}

  /** Deletes a folder with everything in it; links are not followed. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Deletes what a killed process left half done. What cannot go now, because an orphan still
   * writes there, goes the next time.
   */
  static void deleteLeftovers(Path folder, String pattern) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, pattern)) {
      for (Path leftover : leftovers) {
        try {
          delete(leftover);
        } catch (IOException stillInUse) {
          continue;
        }
      }
    }
  }

  /** What root writes into the folder of an ordinary user, that user must be able to read later. */
  static void giveToOwnerOf(Path folder, Path file) throws IOException {
    int owner = (int) Files.getAttribute(folder, "unix:uid");
    if (owner != (int) Files.getAttribute(file, "unix:uid")) {
      give(file, owner, (int) Files.getAttribute(folder, "unix:gid"));
    }
  }

  /** Gives a folder and everything in it to another user. Only root may. */
  static void give(Path folder, int uid, int gid) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
              throws IOException {
            return visitFile(dir, a);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
