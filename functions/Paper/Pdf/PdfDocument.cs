using System.Globalization;
using System.Security;
using System.Text;

namespace Tallystick.Paper.Pdf;

/// <summary>
/// A document of text that can be selected, searched and read out: its words are text, and tags say what is a heading, a table, a cell. The same document makes the same
/// bytes.
/// </summary>
/// <param name="facts">What the file says of itself.</param>
internal sealed class PdfDocument(DocumentFacts facts)
{
    private readonly FaceUses fonts = new();
    private readonly List<Sheet> sheets = [];

    /// <summary>What the document says, in the order in which it is read out.</summary>
    internal StructureElement Structure { get; } = new("Document");

    /// <summary>The pages.</summary>
    internal IReadOnlyList<Sheet> Sheets => sheets;

    /// <summary>Adds a page.</summary>
    internal Sheet AddSheet(double width, double height)
    {
        var sheet = new Sheet(width, height, fonts);
        sheets.Add(sheet);
        return sheet;
    }

    /// <summary>The file.</summary>
    internal byte[] ToBytes()
    {
        var file = new PdfFile();
        var pages = file.Reserve();
        var resources = file.Reserve();
        var ids = sheets.ToDictionary(sheet => sheet, _ => file.Reserve());
        foreach (var (place, sheet) in sheets.Index())
        {
            var content = file.AddStream("", sheet.Content);
            file.Put(
                ids[sheet],
                $"<</Type /Page /Parent {PdfText.To(pages)} /MediaBox [0 0 {PdfText.Number(sheet.Width)} {PdfText.Number(sheet.Height)}] "
                + $"/Resources {PdfText.To(resources)} /Contents {PdfText.To(content)} /StructParents {place} /Tabs /S>>");
        }

        file.Put(resources, $"<</Font {fonts.WriteTo(file)}>>");
        file.Put(pages, $"<</Type /Pages /Kids {PdfText.To(ids.Values)} /Count {sheets.Count}>>");
        var structure = WriteStructure(file, ids);
        var metadata = file.AddStream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(Metadata()), compress: false);
        var catalog = file.Add(
            $"<</Type /Catalog /Pages {PdfText.To(pages)} /Lang {PdfText.Text(facts.Language)} /MarkInfo <</Marked true>> /StructTreeRoot {PdfText.To(structure)} "
            + $"/Metadata {PdfText.To(metadata)} /ViewerPreferences <</DisplayDocTitle true>>>>");
        var information = file.Add(
            $"<</Title {PdfText.Text(facts.Title)} /Author {PdfText.Text(facts.Author)} /Producer (Tallystick) /CreationDate {PdfText.Time(facts.At)} "
            + $"/ModDate {PdfText.Time(facts.At)}>>");
        return file.Finish(catalog, information);
    }

    private int WriteStructure(PdfFile file, Dictionary<Sheet, int> pages)
    {
        var root = file.Reserve();
        var ids = new Dictionary<StructureElement, int>();
        var document = WriteElement(file, Structure, root, pages, ids);
        var parents = sheets.Select((sheet, place) => $"{place} {PdfText.To(sheet.Marked.Select(element => ids[element]))}");
        file.Put(
            root,
            $"<</Type /StructTreeRoot /K {PdfText.To(document)} /ParentTree <</Nums [{string.Join(' ', parents)}]>> /ParentTreeNextKey {sheets.Count}>>");
        return root;
    }

    private static int WriteElement(PdfFile file, StructureElement element, int parent, Dictionary<Sheet, int> pages, Dictionary<StructureElement, int> ids)
    {
        var id = ids[element] = file.Reserve();
        var kids = element.Parts.Select(part => PdfText.To(WriteElement(file, part, id, pages, ids))).ToList();
        kids.AddRange(element.Marks.Select(mark => $"<</Type /MCR /Pg {PdfText.To(pages[mark.Sheet])} /MCID {mark.Mark}>>"));
        file.Put(id, $"<</Type /StructElem /S /{element.Tag} /P {PdfText.To(parent)}{element.Attributes} /K [{string.Join(' ', kids)}]>>");
        return id;
    }

    /// <summary>The same as XMP. See ISO 16684-1.</summary>
    private string Metadata()
    {
        var at = facts.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escape(facts.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Escape(facts.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>{facts.Language}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate><pdf:Producer>Tallystick</pdf:Producer>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """;
    }

    // XML has no way to write the control characters.
    private static string? Escape(string text) => SecurityElement.Escape(string.Concat(text.EnumerateRunes().Where(character => !Rune.IsControl(character))));
}
