using System.Diagnostics;
using System.Text;

namespace Tallystick.Tests.Paper.Tests;

/// <summary>Reads PDF with the programs of Poppler, which share nothing with what writes it here. <c>./test</c> installs them.</summary>
internal static class Poppler
{
    /// <summary>The text of a file, as a reader selects it.</summary>
    internal static string TextOf(byte[] pdf, params string[] options) => Run("pdftotext", pdf, [.. options, "-enc", "UTF-8", "-", "-"]);

    /// <summary>What a file says of itself.</summary>
    internal static string InformationOf(byte[] pdf, params string[] options) => Run("pdfinfo", pdf, [.. options, "-"]);

    private static string Run(string program, byte[] pdf, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.BaseStream.Write(pdf);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal("", errors.Result);
        Assert.Equal(0, process.ExitCode);
        return output.Result;
    }
}
