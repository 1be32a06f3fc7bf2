using System.Collections.Concurrent;
using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>A service in front of Redis: a script call a request, and the answer after Redis has answered.</summary>
internal static class RedisService
{
    internal static async Task RunAsync(string socket)
    {
        var script = await LoadAsync(socket);
        var idle = new ConcurrentBag<RedisConnection>();
        await EventService.RunAsync(async body =>
        {
            var events = EventReader.Read(body.Span, whole: false);
            var connection = idle.TryTake(out var free) ? free : new RedisConnection(socket);
            Write(connection, script, events);
            await connection.CallAsync();
            idle.Add(connection);
            return EventAnswer.Of(events);
        });
        foreach (var connection in idle)
        {
            connection.Dispose();
        }
    }

    private static async Task<string> LoadAsync(string socket)
    {
        using var connection = new RedisConnection(socket);
        connection.Begin(3);
        connection.Add("SCRIPT");
        connection.Add("LOAD");
        connection.Add(RedisScripts.Count);
        return await connection.CallAsync();
    }

    private static void Write(RedisConnection connection, string script, List<ReceivedEvent> events)
    {
        connection.Begin(4 + events.Count * RedisScripts.ArgumentsAnEvent);
        connection.Add("EVALSHA");
        connection.Add(script);
        connection.Add("0");
        connection.Add(RedisScripts.KeySeconds);
        foreach (var item in events)
        {
            connection.Add(item.Event.Subject);
            connection.Add(item.Event.Id);
            connection.Add(item.Event.Type);
            connection.Add(item.Event.Time.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture));
            connection.Add(item.Event.Data.N.ToString(CultureInfo.InvariantCulture));
        }
    }
}
