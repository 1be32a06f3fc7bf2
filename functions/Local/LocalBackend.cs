using Tallystick.Core.Blobs;
using Tallystick.Core.Commands;
using Tallystick.Core.Mail;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Local.Blobs;
using Tallystick.Local.Claims;
using Tallystick.Local.Commands;
using Tallystick.Local.Documents;
using Tallystick.Local.Files;
using Tallystick.Local.Log;
using Tallystick.Local.Mail;

namespace Tallystick.Local;

/// <summary>
/// The embedded back end: every port in one directory, for one process at a time. What it has acknowledged survives a kill and a power
/// cut.
/// </summary>
public sealed class LocalBackend : IAsyncDisposable
{
    private const string Database = "documents.db";
    private const string Journal = "documents";

    // Disposed from the last to the first.
    private readonly Stack<IDisposable> opened = new();

    private LocalBackend(string directory, LocalOptions options, TimeProvider time)
    {
        try
        {
            var data = Own(LocalDirectory.Open(directory, options));
            DemandDocuments(data);
            var documents = Own(new SqliteDocumentStore(data.Of(Database), data.Of(Journal), options));
            Documents = documents;
            Log = Own(new SegmentLog(data.Of("log"), data.Format, options, time, documents.Ends));
            Claims = Own(new PackedClaimStore(data.Of("claims"), options.Disk, time, documents.Ends));
            Commands = Own(new SqliteCommandQueue(data.Of("commands.db"), options, time));
            Blobs = new FileBlobStore(data.Of("blobs"));
            Mailer = new FileMailer(data.Of("mail"), options.MailFrom);
            DurableDirectory.Sync(data.Path);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>The documents.</summary>
    public IDocumentStore Documents { get; }

    /// <summary>The event log.</summary>
    public IEventLog Log { get; }

    /// <summary>The claims.</summary>
    public IClaimStore Claims { get; }

    /// <summary>The commands.</summary>
    public ICommandQueue Commands { get; }

    /// <summary>The blobs.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>The mails to customers, as files below <c>mail</c>.</summary>
    public IMailer Mailer { get; }

    /// <summary>Opens a data directory, or makes it where there is none.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="options">How it works.</param>
    /// <param name="time">The clock of enqueued times and leases.</param>
    /// <exception cref="IOException">Another process has it open, it cannot be read, or the disk is full.</exception>
    /// <exception cref="InvalidDataException">It is something else, or was written by a version that this one does not know.</exception>
    /// <exception cref="DamagedFileException">Something that was durable cannot be read.</exception>
    public static LocalBackend Open(string directory, LocalOptions options, TimeProvider time)
    {
        try
        {
            return new(directory, options, time);
        }
        catch (Exception failure) when (DiskFailure.IsFull(failure))
        {
            throw new IOException($"The disk is full: {directory} cannot be opened before there is space. Nothing is lost. ({failure.Message})", failure);
        }
    }

    /// <summary>Finishes the writes that wait, and closes the directory.</summary>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>A log or a journal without documents is not a new directory: opened as one, nothing would be known of what it holds.</summary>
    private static void DemandDocuments(LocalDirectory data)
    {
        if (File.Exists(data.Of(Database)))
        {
            return;
        }

        foreach (var (folder, holder) in new[] { (data.Of("log"), "log"), (data.Of(Journal), "journal of the documents") })
        {
            var files = new DirectoryInfo(folder);
            if (files.Exists && files.EnumerateFiles("*", SearchOption.AllDirectories).Any(file => file.Length > 0))
            {
                throw new DamagedFileException($"{data.Of(Database)} is missing, and the {holder} has records.");
            }
        }
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        opened.Push(part);
        return part;
    }

    private void Close()
    {
        while (opened.TryPop(out var part))
        {
            part.Dispose();
        }
    }
}
