/**
 * TIFF 6.0 and BigTIFF, by rows: strips and tiles are decompressed as far as they are needed, one
 * row of them at a time, and nothing is held that the file merely claims. What is rare in the web
 * (fax compressions, JPEG in its odder kinds) is handed to an ImageIO plug-in as a file of one
 * checked directory. Not API.
 */
@NullMarked
package io.github.imageresize.internal.codec.tiff;

import org.jspecify.annotations.NullMarked;
