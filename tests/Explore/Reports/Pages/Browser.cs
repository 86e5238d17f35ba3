using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>A page in headless Chromium, driven over the DevTools protocol; keeps every event it causes.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _pending = new();
    private readonly ConcurrentQueue<JsonNode> _events = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _listening = Task.CompletedTask;
    private int _lastId;

    private Browser(Process process, string profile)
    {
        _process = process;
        _profile = profile;

        // Both streams are read to the end, or Chromium would block on a full pipe. One line names its address.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _address.TrySetException(new IOException("Chromium ended before it could be reached"));
            }
            else if (line.Data.IndexOf("ws://", StringComparison.Ordinal) is >= 0 and int start)
            {
                _address.TrySetResult(line.Data[start..]);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IEnumerable<JsonNode> Events(string method) => _events.Where(e => e["method"]!.GetValue<string>() == method);

    /// <exception cref="FileNotFoundException">Chromium is not installed; the tests need it.</exception>
    public static async Task<Browser> StartAsync()
    {
        string program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Programs.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("Chromium is needed by this test (Debian: apt-get install chromium)");
        string profile = Directory.CreateTempSubdirectory("accel-browser-").FullName;
        ProcessStartInfo start = new(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            "--hide-scrollbars", "--window-size=1400,1100", "--remote-debugging-port=0",
            $"--user-data-dir={profile}", "about:blank",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        Browser browser = new(process, profile);
        try
        {
            await browser.ConnectAsync();
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }

        return browser;
    }

    /// <summary>Opens a file and waits until its report is drawn.</summary>
    public async Task OpenReportAsync(string path)
    {
        _events.Clear();
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        await WaitForAsync("location.protocol === 'file:' && document.documentElement?.dataset.ready === 'true'");
    }

    public async Task WaitForAsync(string condition)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!(await EvaluateAsync(condition))!.GetValue<bool>())
        {
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"the page never fulfilled: {condition}");
            }

            await Task.Delay(30);
        }
    }

    /// <summary>The value of a JavaScript expression in the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonObject request = new() { ["expression"] = expression, ["returnByValue"] = true };
        JsonNode answer = await SendAsync("Runtime.evaluate", request);
        return answer["exceptionDetails"] is { } problem
            ? throw new InvalidOperationException($"{expression}: {problem.ToJsonString()}")
            : answer["result"]!["value"];
    }

    public async Task<string> TextAsync(string selector) =>
        (await EvaluateAsync($"document.querySelector({JsonSerializer.Serialize(selector)})?.textContent ?? ''"))!
            .GetValue<string>();

    public Task MoveAsync(double x, double y, bool pressed = false) => MouseAsync("mouseMoved", x, y, pressed);

    public async Task PressAsync(double x, double y)
    {
        await MoveAsync(x, y);
        await MouseAsync("mousePressed", x, y, true);
    }

    public Task ReleaseAsync(double x, double y) => MouseAsync("mouseReleased", x, y, true);

    public async Task KeyAsync(string key, bool shift = false)
    {
        foreach (string type in (string[])["keyDown", "keyUp"])
        {
            JsonObject stroke = new()
            {
                ["type"] = type, ["key"] = key, ["code"] = key, ["modifiers"] = shift ? 8 : 0,
            };
            await SendAsync("Input.dispatchKeyEvent", stroke);
        }
    }

    /// <summary>Where the page may save files.</summary>
    public Task AllowDownloadsAsync(string folder) => SendAsync("Browser.setDownloadBehavior",
        new JsonObject { ["behavior"] = "allow", ["downloadPath"] = folder });

    /// <summary>Shows the page as on the screen again, or as on paper.</summary>
    public Task EmulateMediaAsync(string medium) =>
        SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["media"] = medium });

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _listening;
        _socket.Dispose();
        _process.Dispose();
        for (int attempt = 0; attempt < 10 && Directory.Exists(_profile); attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException)
            {
                // A child that is still ending writes its last files.
                await Task.Delay(100);
            }
        }
    }

    private async Task ConnectAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        Uri listening = new(await _address.Task.WaitAsync(limit.Token));
        using HttpClient http = new();
        string list = await http.GetStringAsync(new Uri($"http://{listening.Authority}/json"), limit.Token);
        JsonNode targets = JsonNode.Parse(list)!;
        JsonNode page = targets.AsArray().First(target => target!["type"]!.GetValue<string>() == "page")!;
        await _socket.ConnectAsync(new Uri(page["webSocketDebuggerUrl"]!.GetValue<string>()), limit.Token);
        _listening = Task.Run(ListenAsync);
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"])
        {
            await SendAsync($"{domain}.enable", []);
        }
    }

    private Task<JsonNode> MouseAsync(string type, double x, double y, bool pressed) =>
        SendAsync("Input.dispatchMouseEvent", new JsonObject
        {
            ["type"] = type,
            ["x"] = x,
            ["y"] = y,
            ["button"] = pressed ? "left" : "none",
            ["buttons"] = pressed ? 1 : 0,
            ["clickCount"] = pressed ? 1 : 0,
        });

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        int id = Interlocked.Increment(ref _lastId);
        TaskCompletionSource<JsonNode> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        byte[] bytes = Encoding.UTF8.GetBytes(message.ToJsonString());
        await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        JsonNode reply = await answer.Task.WaitAsync(Patience);
        return reply["error"] is { } error
            ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}")
            : reply["result"]!;
    }

    private async Task ListenAsync()
    {
        byte[] buffer = new byte[1 << 16];
        using MemoryStream message = new();
        try
        {
            while (true)
            {
                WebSocketReceiveResult part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    JsonNode node = JsonNode.Parse(message.ToArray())!;
                    message.SetLength(0);
                    if (node["id"] is { } id)
                    {
                        _pending.TryRemove(id.GetValue<int>(), out TaskCompletionSource<JsonNode>? answer);
                        answer?.SetResult(node);
                    }
                    else
                    {
                        _events.Enqueue(node);
                    }
                }
            }
        }
        catch (WebSocketException)
        {
            // The browser was ended.
        }
    }
}
