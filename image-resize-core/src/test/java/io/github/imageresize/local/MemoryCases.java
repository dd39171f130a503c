package io.github.imageresize.local;

import java.util.List;

/**
 * Images whose making is measured. Implementations are public, with a public constructor without
 * parameters, since the virtual machine that measures makes the cases anew.
 */
public interface MemoryCases {

  /** The cases, none of which should need more than {@link MemoryTruth#LARGEST_NEED}. */
  List<MemoryCase> cases();
}
