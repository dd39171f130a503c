package io.github.imageresize.internal.option;

import io.github.imageresize.ImageResizeException;

/** True or false, each with its word. */
public record YesOrNo(String yes, String no) implements Grammar<Boolean> {

  public YesOrNo() {
    this("true", "false");
  }

  @Override
  public Boolean checked(String field, Boolean value) {
    return value;
  }

  @Override
  public Boolean read(String field, String text) {
    if (!text.equals(yes) && !text.equals(no)) {
      throw ImageResizeException.invalid(field, text, "must be " + yes + " or " + no);
    }
    return text.equals(yes);
  }

  @Override
  public String print(Boolean value) {
    return value ? yes : no;
  }

  @Override
  public Object plain(Boolean value) {
    return value;
  }

  @Override
  public Boolean ofPlain(String field, Object plain) {
    if (plain instanceof Boolean value) {
      return value;
    }
    throw ImageResizeException.invalid(field, plain, "must be true or false");
  }

  @Override
  public String values() {
    return yes + "|" + no;
  }
}
