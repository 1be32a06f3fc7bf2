using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Local.Files;

namespace Tallystick.Local.Mail;

/// <summary>
/// Writes mails into a directory, where a program for mail takes them from: <c>{tenant}/{customer}/{fact}.eml</c>. A file has its name only when it is whole and on disk, and is
/// never written again.
/// </summary>
internal sealed class FileMailer : IMailer
{
    private const string TemporaryFolder = "writing";
    private readonly string directory;
    private readonly string from;
    private readonly Lock turn = new();

    /// <summary>Opens the directory, or makes it.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="from">The address that mails are from.</param>
    public FileMailer(string directory, string from)
    {
        (this.directory, this.from) = (directory, from);
        DurableDirectory.Create(directory);
        DurableDirectory.Create(Path.Combine(directory, TemporaryFolder));
        foreach (var left in Directory.EnumerateFiles(Path.Combine(directory, TemporaryFolder)))
        {
            File.Delete(left);
        }
    }

    /// <inheritdoc/>
    public Task SendAsync(MailMessage message, CancellationToken cancellation)
    {
        try
        {
            lock (turn)
            {
                Write(message);
            }

            return Task.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.ToUnavailable("The mails cannot be reached", failure);
        }
    }

    /// <inheritdoc/>
    public Task ForgetAsync(Tenant tenant, Id<Customer> customer, CancellationToken cancellation)
    {
        try
        {
            lock (turn)
            {
                Erase(FolderOf(tenant, customer));
            }

            return Task.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.ToUnavailable("The mails cannot be reached", failure);
        }
    }

    private static void Erase(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
            DurableDirectory.Sync(Path.GetDirectoryName(folder)!);
        }
    }

    private void Write(MailMessage message)
    {
        var folder = FolderOf(message.Tenant, message.CustomerId);
        var path = Path.Combine(folder, $"{message.Id}.eml");
        if (File.Exists(path))
        {
            // The write before may have failed before its name was durable.
            DurableDirectory.Sync(folder);
            return;
        }

        DurableDirectory.Create(Path.GetDirectoryName(folder)!);
        DurableDirectory.Create(folder);
        DurableFile.Write(path, Path.Combine(directory, TemporaryFolder, $"{message.Id}"), InternetMessage.Of(message, from));
    }

    private string FolderOf(Tenant tenant, Id<Customer> customer) => Path.Combine(directory, tenant.ToString(), customer.ToString());
}
