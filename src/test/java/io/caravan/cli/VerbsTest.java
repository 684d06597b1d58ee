package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What can be typed. */
class VerbsTest {

  @Test
  void everyVerbThatExistsCanBeTyped() {
    Set<String> known = new TreeSet<>();
    collect(CaravanCommand.program(), known);
    Set<String> written =
        new ClassFileImporter()
            .importPackages("io.caravan.cli").stream()
                .filter(type -> type.isAssignableTo(Verb.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(known).containsAll(written);
  }

  @Test
  void theWordsOfTheEarlierProgramAreUnderstood() {
    CommandLine pipedrive = CaravanCommand.program().getSubcommands().get("pipedrive");

    assertThat(pipedrive.getSubcommands())
        .containsKeys(
            "fetch_token",
            "refresh_token",
            "whoami",
            "deals",
            "set_auth",
            "show_auth",
            "load_file");
  }

  private static void collect(CommandLine command, Set<String> known) {
    known.add(command.getCommandSpec().userObject().getClass().getSimpleName());
    command.getSubcommands().values().forEach(sub -> collect(sub, known));
  }
}
