package riskcore;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.mpxj.Task;

/** The links of a GanttProject file that push a task and do not pull it. MPXJ reads all links alike. */
final class RubberLinks {
   private final Set<String> pairs = new HashSet<>();

   /** Nothing for other formats. */
   static RubberLinks of(String format, Path input) throws IOException, XMLStreamException {
      RubberLinks found = new RubberLinks();
      if (format.equals("gan")) {
         try (InputStream in = new BufferedInputStream(Files.newInputStream(input), 1 << 16)) {
            found.read(in);
         }
      }
      return found;
   }

   boolean has(Task predecessor, Task successor) {
      return pairs.contains(pair(predecessor.getUniqueID() - 1, successor.getUniqueID() - 1)); // MPXJ counts from 1
   }

   private void read(InputStream in) throws XMLStreamException {
      XMLInputFactory factory = XMLInputFactory.newInstance();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      Deque<String> tasks = new ArrayDeque<>(); // one lies within another
      while (reader.hasNext()) {
         int event = reader.next();
         if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("task")) {
            tasks.push(String.valueOf(reader.getAttributeValue(null, "id")));
         } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("task")) {
            tasks.pop();
         } else if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("depend")
               && "Rubber".equals(reader.getAttributeValue(null, "hardness")) && !tasks.isEmpty()) {
            pairs.add(pair(tasks.peek(), reader.getAttributeValue(null, "id")));
         }
      }
   }

   private static String pair(Object predecessor, Object successor) {
      return predecessor + " " + successor;
   }
}
