package io.github.imageresize.examples;

import io.github.imageresize.examples.contract.ContractCommand;
import io.github.imageresize.examples.resize.DescribeCommand;
import io.github.imageresize.examples.resize.ResizeCommand;
import io.github.imageresize.examples.serve.DoctorCommand;
import io.github.imageresize.examples.serve.PurgeCommand;
import io.github.imageresize.examples.serve.ServeCommand;
import io.github.imageresize.examples.serve.WarmCommand;
import io.github.imageresize.examples.urls.ExplainCommand;
import io.github.imageresize.examples.urls.SignCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program of the runnable jar: runs the command that its first argument names. */
@Command(
    name = "image-resize",
    description = "Resizes images and caches the results.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          ResizeCommand.class,
          DescribeCommand.class,
          SignCommand.class,
          ExplainCommand.class,
          DoctorCommand.class,
          WarmCommand.class,
          PurgeCommand.class,
          ContractCommand.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command and ends with its exit code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    // Newer JDKs give a console also where there is no terminal; this one they give only where
    // there is.
    System.setProperty("jdk.console", "java.base");
    try (InputStream configuration = Main.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(configuration);
    }
    Charset charset = Charset.defaultCharset();
    System.exit(
        run(
            new PrintWriter(System.out, true, charset),
            new PrintWriter(System.err, true, charset),
            arguments));
  }

  /** Runs a command. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine program = new CommandLine(new Main());
    commands(arguments).forEach(command -> program.addSubcommand(new CommandLine(command)));
    return program
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler((wrong, given) -> explain(wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command))
        .execute(arguments);
  }

  /**
   * The one that is named first, alone: to read what all of them take costs more than to resize an
   * image. All for anything else, such as help.
   */
  private static List<Class<?>> commands(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> named =
        COMMANDS.stream().filter(command -> name(command).equals(first)).toList();
    return named.isEmpty() ? COMMANDS : named;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: serve, resize, describe, sign, explain, doctor, warm, purge or contract");
  }

  private static int explain(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name + ": " + oneLine(wrong));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  private static int report(Exception failure, CommandLine command) {
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(failure));
    return ExitCode.SOFTWARE;
  }

  private static String oneLine(Exception failure) {
    String message = failure.getMessage();
    return (message == null ? failure.toString() : message).replaceAll("\\s*\\R\\s*", " ");
  }
}
