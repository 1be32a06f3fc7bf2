namespace Tallystick.Core.Billing;

/// <summary>The looks of a printed invoice: dark on white, on A4 and Letter alike.</summary>
internal static class InvoiceStyle
{
    /// <summary>The style sheet; no page size is named, so that the printer's is taken.</summary>
    internal static readonly Html Css = new("""
        @page { margin: 16mm 15mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 7.5pt system-ui, sans-serif; color: #595959; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2.5rem 1.5rem; max-width: 52rem; background: #fff; color: #1a1a1a;
          font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        header { display: flex; justify-content: space-between; align-items: flex-start; gap: 2rem; border-bottom: 2px solid #1a1a1a; padding-bottom: 1rem; }
        h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
        .number { text-align: right; font-size: 1.125rem; font-weight: 600; }
        .status { display: inline-block; margin-top: 0.25rem; padding: 0.05rem 0.6rem; border: 1px solid #1a1a1a; border-radius: 1rem;
          font-size: 0.75rem; font-weight: 600; letter-spacing: 0.05em; text-transform: uppercase; }
        .facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.25rem; margin: 1.5rem 0; }
        dt { color: #595959; }
        dd { margin: 0; overflow-wrap: anywhere; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding-bottom: 0.5rem; break-after: avoid; }
        thead { display: table-header-group; }
        th, td { padding: 0.4rem 0 0.4rem 1rem; text-align: right; vertical-align: top; white-space: nowrap; }
        th:first-child, td:first-child { padding-left: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; }
        thead th { border-bottom: 1px solid #1a1a1a; color: #595959; font-weight: 600; font-size: 0.8125rem; }
        tbody tr { break-inside: avoid; }
        tbody td { border-bottom: 1px solid #e0e0e0; }
        .detail td { color: #595959; font-size: 0.8125rem; }
        .detail td:first-child { padding-left: 1.25rem; }
        small { display: block; color: #595959; font-size: 0.8125rem; }
        tfoot { display: table-row-group; break-inside: avoid; }
        tfoot th:first-child { font-weight: 400; text-align: right; }
        tfoot .sum th:first-child, tfoot .sum td { border-top: 1px solid #1a1a1a; font-weight: 600; }
        tfoot .due th:first-child, tfoot .due td { border-top: 2px solid #1a1a1a; font-weight: 700; font-size: 1.125rem; }
        footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid #e0e0e0; color: #595959; font-size: 0.8125rem; }
        footer p { margin: 0 0 0.5rem; break-inside: avoid; overflow-wrap: anywhere; }
        code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
        @media screen { main { overflow-x: auto; } }
        @media print {
          html { font-size: 9.5pt; }
          body { padding: 0; max-width: none; font-size: 1rem; }
          header, .facts { break-inside: avoid; }
          tbody tr:has(+ .detail) { break-after: avoid; }
        }
        """);
}
