using System.Reflection;
using System.Xml.Linq;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Repository.Tests;

/// <summary>References run one way: Triggers, DevHost → Http → Paper | Cloud | Local → Core.</summary>
public class LayeringTests
{
    [Theory]
    [InlineData("Core", "")]
    [InlineData("Local", "Core")]
    [InlineData("Cloud", "Core")]
    [InlineData("Paper", "Core")]
    [InlineData("Http", "Core Paper")]
    [InlineData("DevHost", "Core Http Local")]
    [InlineData("Triggers", "Cloud Core Http Local")]
    public void A_project_references_only_what_is_below_it(string project, string allowed)
    {
        var path = $"functions/{project}/{project}.csproj";
        var references = !Repository.Files("*.csproj").Contains(path)
            ? new List<string>()
            : XDocument.Parse(Repository.Read(path)).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).ToList();

        Assert.Subset(allowed.Split(' ').ToHashSet(), references.ToHashSet());
    }

    [Fact]
    public void Core_references_no_assembly_that_does_io_or_knows_a_cloud()
    {
        var names = typeof(IEventLog).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.DoesNotContain(names, name =>
            name.StartsWith("Azure", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.A", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Data", StringComparison.Ordinal)
            || name.StartsWith("System.IO", StringComparison.Ordinal)
            || name.StartsWith("System.Net", StringComparison.Ordinal)
            || name.StartsWith("System.Data", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_has_no_member_of_a_binary_floating_point_type()
    {
        var members = typeof(IEventLog).Assembly.GetTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(member => member switch
            {
                FieldInfo field => IsBinaryFraction(field.FieldType),
                PropertyInfo property => IsBinaryFraction(property.PropertyType),
                MethodInfo method => IsBinaryFraction(method.ReturnType) || method.GetParameters().Any(parameter => IsBinaryFraction(parameter.ParameterType)),
                _ => false,
            })
            .Select(member => $"{member.DeclaringType}.{member.Name}");

        Assert.Empty(members);
    }

    [Fact]
    public void Core_bans_io_clocks_and_cloud_types_by_analyzer()
    {
        var banned = Repository.Read("functions/Core/BannedSymbols.Core.txt");

        Assert.All(["N:System.IO;", "N:System.Net;", "N:Azure;", "P:System.TimeProvider.System;", "T:System.Double;"], symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
    }

    private static bool IsBinaryFraction(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(double) || plain == typeof(float));
}
