package dev.logarchiver.acceptance.pages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

import org.w3c.dom.NodeList;

import org.springframework.util.DigestUtils;

/**
 * A picture of a page, which says of which templates, stylesheet and script it is.
 */
final class PagePicture {

	private static final String FORMAT = "javax_imageio_png_1.0";

	private static final String KEYWORD = "Source";

	private PagePicture() {
	}

	/** What a picture looks like depends on. */
	static String source() throws IOException {
		StringBuilder all = new StringBuilder();
		for (String directory : List.of("src/main/jte", "src/main/resources/dev/logarchiver/web/assets")) {
			try (Stream<Path> files = Files.walk(Path.of(directory))) {
				for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
					all.append(Files.readString(file));
				}
			}
		}
		return DigestUtils.md5DigestAsHex(all.toString().getBytes(StandardCharsets.UTF_8));
	}

	/** The same picture, with its source. */
	static byte[] withSource(byte[] png) throws IOException {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
		IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
		IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
		entry.setAttribute("keyword", KEYWORD);
		entry.setAttribute("value", source());
		IIOMetadataNode text = new IIOMetadataNode("tEXt");
		text.appendChild(entry);
		IIOMetadataNode root = new IIOMetadataNode(FORMAT);
		root.appendChild(text);
		metadata.mergeTree(FORMAT, root);
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		try (ImageOutputStream output = ImageIO.createImageOutputStream(written)) {
			writer.setOutput(output);
			writer.write(new IIOImage(image, null, metadata));
		}
		writer.dispose();
		return written.toByteArray();
	}

	/** The source that a picture has with it. */
	static Optional<String> sourceOf(Path picture) throws IOException {
		try (ImageInputStream input = ImageIO.createImageInputStream(picture.toFile())) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
			ImageReader reader = readers.next();
			reader.setInput(input);
			NodeList entries = ((IIOMetadataNode) reader.getImageMetadata(0).getAsTree(FORMAT))
				.getElementsByTagName("tEXtEntry");
			for (int i = 0; i < entries.getLength(); i++) {
				IIOMetadataNode entry = (IIOMetadataNode) entries.item(i);
				if (entry.getAttribute("keyword").equals(KEYWORD)) {
					return Optional.of(entry.getAttribute("value"));
				}
			}
			return Optional.empty();
		}
	}

}
