namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>
/// What one would write by hand on Redis: the key of an event is set if it is not, for the longest time that retries may come after, and an
/// hourly counter of the customer is raised, a batch a script. The event itself is not kept.
/// </summary>
internal static class RedisScripts
{
    internal const int ArgumentsAnEvent = 5;

    /// <summary>35 days: as far back as the host takes events.</summary>
    internal const string KeySeconds = "3024000";

    /// <summary>First how long keys live; then, for each event: customer, key, type, hour, value. Answers how many were new.</summary>
    internal const string Count =
        """
        local fresh = 0
        for i = 2, #ARGV, 5 do
            if redis.call('SET', 'seen:' .. ARGV[i] .. ':' .. ARGV[i + 1], '1', 'NX', 'EX', ARGV[1]) then
                local counter = 'usage:' .. ARGV[i] .. ':' .. ARGV[i + 3]
                redis.call('HINCRBYFLOAT', counter, ARGV[i + 2], ARGV[i + 4])
                redis.call('HINCRBY', counter, ARGV[i + 2] .. ':events', 1)
                fresh = fresh + 1
            end
        end
        return fresh
        """;

    /// <summary>How many events the counters hold.</summary>
    internal const string Total =
        """
        local total = 0
        for _, counter in ipairs(redis.call('KEYS', 'usage:*')) do
            local fields = redis.call('HGETALL', counter)
            for i = 1, #fields, 2 do
                if fields[i]:sub(-7) == ':events' then total = total + tonumber(fields[i + 1]) end
            end
        end
        return total
        """;
}
