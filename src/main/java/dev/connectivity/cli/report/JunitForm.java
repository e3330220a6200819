package dev.connectivity.cli.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML, as pipelines read it: one test case for each object, failed where something was
 * found, skipped where nothing could be told.
 */
final class JunitForm {

    private final Map<Checked, List<Reported>> cases = new LinkedHashMap<>();

    private JunitForm(Report report) {
        Map<String, Checked> objects = new LinkedHashMap<>();
        report.checked()
                .forEach(
                        it -> {
                            objects.put(it.object(), it);
                            cases.put(it, new ArrayList<>());
                        });
        report.findings()
                .forEach(
                        it ->
                                cases.computeIfAbsent(
                                                objects.getOrDefault(
                                                        it.object(),
                                                        new Checked(it.place().file(), it.place())),
                                                _ -> new ArrayList<>())
                                        .add(it));
    }

    static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JunitForm(report).write(report.command(), xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private void write(String command, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "connectivity " + command);
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(count(true)));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Long.toString(count(false)));
        for (Map.Entry<Checked, List<Reported>> one : cases.entrySet()) {
            xml.writeCharacters("\n");
            write(one.getKey(), one.getValue(), xml);
        }
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private long count(boolean failed) {
        return cases.values().stream()
                .filter(found -> failed ? fails(found) : !fails(found) && isInDoubt(found))
                .count();
    }

    private static boolean fails(List<Reported> found) {
        return found.stream().anyMatch(it -> it.severity().compareTo(Severity.Warning) <= 0);
    }

    private static boolean isInDoubt(List<Reported> found) {
        return found.stream().anyMatch(it -> it.severity() == Severity.Undetermined);
    }

    private static void write(Checked checked, List<Reported> found, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", checked.place().file());
        xml.writeAttribute("name", checked.object());
        xml.writeAttribute("file", checked.place().file());
        if (fails(found)) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", found.getFirst().reason().name());
            xml.writeAttribute("message", reasons(found));
            xml.writeCharacters(text(found));
            xml.writeEndElement();
        } else if (isInDoubt(found)) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", writable(text(found)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String reasons(List<Reported> found) {
        return found.stream()
                .map(it -> it.reason().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String text(List<Reported> found) {
        return found.stream()
                .map(
                        it ->
                                "%s: %s: %s: %s"
                                        .formatted(
                                                it.place().display(),
                                                it.severity(),
                                                it.reason(),
                                                it.message()))
                .map(JunitForm::writable)
                .collect(Collectors.joining("\n"));
    }

    /** XML 1.0 has no way to write a control character. */
    private static String writable(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "?");
    }
}
