using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Customers;

/// <summary>Where a tenant's customers and test clocks are: one partition, so that a customer and its external id are written in one commit.</summary>
internal static class CustomerPartition
{
    internal static string Of(Tenant tenant) => $"{tenant}/customers";

    /// <summary>The id of the document that holds an external id. Hashed: external ids may have any characters, document ids not.</summary>
    internal static string ExternalDocument(string externalId) => "ext:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(externalId)));
}
