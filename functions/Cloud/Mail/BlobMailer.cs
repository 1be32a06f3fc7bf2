using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Cloud.Mail;

/// <summary>
/// Writes mails into a container of Azure Blob storage, where a program for mail takes them from: <c>{tenant}/{customer}/{fact}.eml</c>. A blob has its name only when it is whole,
/// and is never written again.
/// </summary>
/// <param name="container">The container, which exists.</param>
/// <param name="from">The address that mails are from.</param>
internal sealed class BlobMailer(BlobContainerClient container, string from) : IMailer
{
    private readonly string name = $"Blob container {container.Name}";

    /// <inheritdoc/>
    public async Task SendAsync(MailMessage message, CancellationToken cancellation)
    {
        var blob = container.GetBlobClient($"{FolderOf(message.Tenant, message.CustomerId)}{message.Id}.eml");
        await StoreFailures.AskAsync(name, () => UploadAsync(blob, InternetMessage.Of(message, from), cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(Tenant tenant, Id<Customer> customer, CancellationToken cancellation) =>
        await StoreFailures.AskAsync(name, () => DeleteAsync(FolderOf(tenant, customer), cancellation), cancellation);

    // Behind the slash nothing of a customer whose id only begins like this one.
    private static string FolderOf(Tenant tenant, Id<Customer> customer) => $"{tenant}/{customer}/";

    private static async Task<bool> UploadAsync(BlobClient blob, byte[] content, CancellationToken cancellation)
    {
        var once = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "message/rfc822" },
        };
        try
        {
            await blob.UploadAsync(new BinaryData(content), once, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (taken.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return false; // By the first time that it was handed over, or by this very call before its answer was lost.
        }
    }

    private async Task<int> DeleteAsync(string folder, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var blob in container.GetBlobsAsync(prefix: folder, cancellationToken: cancellation))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation);
            count++;
        }

        return count;
    }
}
