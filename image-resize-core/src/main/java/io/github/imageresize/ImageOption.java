package io.github.imageresize;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.option.Grammar;
import io.github.imageresize.internal.option.YesOrNo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An option of an {@link ImageRequest}: what it is called, which values it may have, how they are
 * read and written, and how it stands in the key of a cache. All are declared in {@link
 * ImageOptions}, and whatever reads or writes requests in another form goes by that: URLs, the
 * contract of remote functions, command lines, documentation.
 *
 * <p>Immutable and thread-safe; each option exists once.
 *
 * @param <T> the type of its values
 */
public final class ImageOption<T> {
  /** What an option is about. */
  public enum Group {
    /** The original itself. */
    ORIGINAL,
    /** Size, place and cut: {@link Geometry}. */
    GEOMETRY,
    /** What is done to the picture: {@link Effects}. */
    EFFECTS,
    /** How the result is written: {@link Output}. */
    OUTPUT
  }

  private final int index;
  private final Group group;
  private final String name;
  private final String urlName;
  private final @Nullable String contractName;
  private final ToIntFunction<T> contract;
  private final Function<OptionValues, @Nullable T> sent;
  private final List<String> commandLineNames;
  private final Grammar<T> grammar;
  private final @Nullable T defaultValue;
  private final String meaning;
  private final @Nullable Function<OptionValues, @Nullable T> inKey;
  private final boolean inKeyAtDefault;
  private final @Nullable String outOfKey;
  private final Function<T, String> keyText;
  private final @Nullable String keyTextWhereOpen;
  private final boolean firstInKey;

  private ImageOption(Declaration<T> declared) {
    index = declared.index;
    group = declared.group;
    name = declared.name;
    urlName = declared.urlName;
    contractName = declared.contractName;
    contract = declared.contract;
    commandLineNames = declared.commandLineNames;
    grammar = declared.grammar;
    defaultValue = declared.defaultValue;
    meaning = declared.meaning;
    outOfKey = declared.outOfKey;
    inKey = declared.inKey;
    inKeyAtDefault = declared.inKeyAtDefault;
    sent =
        declared.sent == null
            ? values -> declared.spelledOut ? values.get(this) : values.given(this)
            : declared.sent;
    keyText = declared.keyText == null ? grammar::print : declared.keyText;
    keyTextWhereOpen = declared.keyTextWhereOpen;
    firstInKey = declared.firstInKey;
  }

  /**
   * The option's name in code, that of its method of {@link ImageRequest.Builder}.
   *
   * @return such as {@code devicePixelRatio}
   */
  public String name() {
    return name;
  }

  /**
   * The option's name in URLs.
   *
   * @return such as {@code dpr}
   */
  public String urlName() {
    return urlName;
  }

  /**
   * The option's name in the request that a remote function is sent.
   *
   * @return such as {@code rotate}, or empty if functions need not know of the option
   */
  public Optional<String> contractName() {
    return Optional.ofNullable(contractName);
  }

  /**
   * The option's names on command lines.
   *
   * @return such as {@code -w} and {@code --width}; empty if it has no meaning there
   */
  public List<String> commandLineNames() {
    return commandLineNames;
  }

  /**
   * Whether the option is on or off and nothing else, as a switch of a command line is.
   *
   * @return the text that {@link #read} takes for on, or empty if the option has other values
   */
  public Optional<String> switchedOn() {
    return grammar instanceof YesOrNo yesOrNo ? Optional.of(yesOrNo.yes()) : Optional.empty();
  }

  /**
   * What the option is about.
   *
   * @return the group
   */
  public Group group() {
    return group;
  }

  /**
   * Which values there are.
   *
   * @return in few words, such as {@code 1..100} or {@code h|v}
   */
  public String values() {
    return grammar.values();
  }

  /**
   * What the option does, as documentation says it.
   *
   * @return a sentence in Markdown without a full stop, its default included
   */
  public String meaning() {
    return meaning;
  }

  /**
   * Reads a value as it is written in URLs and on command lines, and hands it to a request.
   *
   * @param request takes the value
   * @param label what the option is called where the value comes from, for the message
   * @param text the value, decoded
   * @throws ImageResizeException with {@link Reason#INVALID_REQUEST} if it breaks the option's rule
   */
  public void read(ImageRequest.Builder request, String label, String text) {
    set(request, label, () -> grammar.read(label, text));
  }

  /**
   * The value that a request has, in its one canonical spelling, which {@link #read} reads back.
   *
   * @param request the request
   * @return the text, or empty at the default
   */
  public Optional<String> print(ImageRequest request) {
    return Optional.ofNullable(request.values().given(this)).map(grammar::print);
  }

  /**
   * A value in its one canonical spelling.
   *
   * @param text the value as in a URL, decoded
   * @return the text, or empty for the default
   * @throws ImageResizeException with {@link Reason#INVALID_REQUEST} if it breaks the option's rule
   */
  public Optional<String> canonical(String text) {
    ImageRequest.Builder request = ImageRequest.builder(urlName);
    read(request, urlName, text);
    return Optional.ofNullable(request.values().given(this)).map(grammar::print);
  }

  /**
   * Reads a value of the contract and hands it to a request.
   *
   * @param request takes the value
   * @param plain a {@link Number}, {@link Boolean} or {@link String} as it comes out of JSON
   * @throws ImageResizeException with {@link Reason#INVALID_REQUEST} if it breaks the option's rule
   */
  public void readPlain(ImageRequest.Builder request, Object plain) {
    String label = contractName().orElse(name);
    set(request, label, () -> grammar.ofPlain(label, plain));
  }

  /**
   * The value that a remote function is sent, as a number, a boolean or a string for JSON, which
   * {@link #readPlain} reads back. Of the options that the first version of the contract had,
   * defaults are spelled out.
   *
   * @param request the request
   * @return a {@link Number}, {@link Boolean} or {@link String}; empty if functions aren't told
   */
  public Optional<Object> plain(ImageRequest request) {
    return contractName == null
        ? Optional.empty()
        : Optional.ofNullable(sent.apply(request.values())).map(grammar::plain);
  }

  /**
   * The version of the contract of remote functions that a function must keep to understand the
   * value that a request has.
   *
   * @param request the request
   * @return 1 or more; 1 at the default, which older functions take for granted
   */
  public int contract(ImageRequest request) {
    T value = request.values().given(this);
    return value == null || contractName == null ? 1 : contract.applyAsInt(value);
  }

  /**
   * The value that the key of a cache holds: in one form only, and none where the option can't
   * change the result's bytes.
   */
  @Nullable T inKey(OptionValues values) {
    T given = values.given(this);
    if (given == null && !inKeyAtDefault) {
      return null;
    }
    return inKey == null ? given : inKey.apply(values);
  }

  /**
   * How the key's text spells a value of {@link #inKey}, or the lack of one; null if it leaves the
   * option out.
   */
  @Nullable String keyText(@Nullable T value) {
    return value == null ? keyTextWhereOpen : keyText.apply(value);
  }

  /**
   * Why no value of the option is ever in the key of a cache.
   *
   * @return the reason, or empty if values are
   */
  public Optional<String> outOfKey() {
    return Optional.ofNullable(outOfKey);
  }

  @Override
  public String toString() {
    return name;
  }

  boolean isFirstInKey() {
    return firstInKey;
  }

  int index() {
    return index;
  }

  Grammar<T> grammar() {
    return grammar;
  }

  @Nullable T defaultValue() {
    return defaultValue;
  }

  private void set(ImageRequest.Builder request, String label, Reading<T> reading) {
    T value;
    try {
      value = reading.read();
    } catch (ImageResizeException broken) {
      if (broken.publicMessage().startsWith(label + " ")) {
        throw broken;
      }
      String message = label + ": " + broken.publicMessage();
      throw new ImageResizeException(Reason.INVALID_REQUEST, message, broken)
          .withPublicMessage(message);
    }
    request.put(this, value);
  }

  private interface Reading<T> {
    @Nullable T read();
  }

  /** What is said of an option, once. */
  static final class Declaration<T> {
    private final int index;
    private final Group group;
    private final String name;
    private final Grammar<T> grammar;
    private String urlName;
    private @Nullable String contractName;
    private ToIntFunction<T> contract = value -> 2;
    private boolean spelledOut;
    private @Nullable Function<OptionValues, @Nullable T> sent;
    private List<String> commandLineNames;
    private @Nullable T defaultValue;
    private String meaning = "";
    private @Nullable Function<OptionValues, @Nullable T> inKey;
    private boolean inKeyAtDefault;
    private @Nullable String outOfKey;
    private @Nullable Function<T, String> keyText;
    private @Nullable String keyTextWhereOpen;
    private boolean firstInKey;

    /** An option that has the same name everywhere, and no default. */
    Declaration(int index, Group group, String name, Grammar<T> grammar) {
      this.index = index;
      this.group = group;
      this.name = name;
      this.grammar = grammar;
      urlName = name;
      contractName = name;
      commandLineNames = List.of("--" + name);
    }

    Declaration<T> url(String other) {
      urlName = other;
      return this;
    }

    Declaration<T> contract(String other) {
      contractName = other;
      return this;
    }

    /**
     * Functions know all values since the first version of their contract, and get defaults too.
     */
    Declaration<T> sinceFirstContract() {
      spelledOut = true;
      return since(value -> 1);
    }

    /** What functions are sent, where that is another value than was given. */
    Declaration<T> sent(Function<OptionValues, @Nullable T> rule) {
      sent = rule;
      return this;
    }

    /** In which version of their contract functions came to know a value; else 2. */
    Declaration<T> since(ToIntFunction<T> version) {
      contract = version;
      return this;
    }

    Declaration<T> notInContract() {
      contractName = null;
      return this;
    }

    Declaration<T> commandLine(String... names) {
      commandLineNames = List.of(names);
      return this;
    }

    Declaration<T> byDefault(T value) {
      defaultValue = value;
      return this;
    }

    Declaration<T> meaning(String text) {
      meaning = text;
      return this;
    }

    /**
     * When, and in which form, a value that is not the default can change the bytes; without a
     * rule, always and as it is given.
     */
    Declaration<T> inKey(Function<OptionValues, @Nullable T> rule) {
      inKey = rule;
      return this;
    }

    /** The same for an option that the key holds at its default, too. */
    Declaration<T> alwaysInKey(Function<OptionValues, @Nullable T> rule) {
      inKeyAtDefault = true;
      return inKey(rule);
    }

    Declaration<T> neverInKey(String reason) {
      outOfKey = reason;
      return this;
    }

    Declaration<T> keyText(Function<T, String> text) {
      keyText = text;
      return this;
    }

    Declaration<T> keyTextWhereOpen(String text) {
      keyTextWhereOpen = text;
      return this;
    }

    /** The key's text begins with the option, as it did before there was this table. */
    Declaration<T> firstInKey() {
      firstInKey = true;
      return this;
    }

    ImageOption<T> declared() {
      return new ImageOption<>(this);
    }
  }
}
