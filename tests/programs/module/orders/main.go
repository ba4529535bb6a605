// Orders is an HTTP service: handlers, middleware, a store, JSON in and out.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"programs/kit"
	"programs/profile"
)

type Item struct {
	SKU   string  `json:"sku"`
	Count int     `json:"count"`
	Price float64 `json:"price"`
}

type Order struct {
	ID       int64             `json:"id"`
	Customer string            `json:"customer"`
	Items    []Item            `json:"items"`
	Labels   map[string]string `json:"labels,omitempty"`
	Created  time.Time         `json:"created"`
	Note     *string           `json:"note,omitempty"`
}

func (o *Order) Total() float64 {
	total := 0.0
	for _, item := range o.Items {
		total += float64(item.Count) * item.Price
	}
	return total
}

type Store struct {
	mu     sync.RWMutex
	next   int64
	orders map[int64]*Order
	byName map[string][]int64
}

func NewStore() *Store {
	return &Store{orders: map[int64]*Order{}, byName: make(map[string][]int64, 16)}
}

func (s *Store) Put(o Order) *Order {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	stored := o
	stored.ID = s.next
	stored.Items = append([]Item(nil), o.Items...)
	s.orders[stored.ID] = &stored
	s.byName[o.Customer] = append(s.byName[o.Customer], stored.ID)
	return &stored
}

func (s *Store) Get(id int64) (*Order, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	o, ok := s.orders[id]
	if !ok {
		return nil, &NotFound{What: "order", ID: id}
	}
	return o, nil
}

func (s *Store) Of(customer string) []*Order {
	s.mu.RLock()
	defer s.mu.RUnlock()
	ids := s.byName[customer]
	found := make([]*Order, len(ids))
	for i, id := range ids {
		found[i] = s.orders[id]
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Total() > found[j].Total() })
	return found
}

type NotFound struct {
	What string
	ID   int64
}

func (e *NotFound) Error() string { return e.What + " " + strconv.FormatInt(e.ID, 10) + " not found" }

type Server struct {
	store *Store
	mux   *http.ServeMux
	log   []string
	hooks []func(*Order)
	seen  map[string]int
}

type requestKey struct{}

func NewServer(store *Store) *Server {
	s := &Server{store: store, mux: http.NewServeMux(), seen: map[string]int{}}
	routes := map[string]http.HandlerFunc{
		"POST /orders":         s.create,
		"GET /orders/{id}":     s.get,
		"GET /customer/{name}": s.list,
	}
	for pattern, handler := range routes {
		s.mux.Handle(pattern, s.logged(pattern, handler))
	}
	total := 0.0
	s.OnOrder(func(o *Order) { total += o.Total() })
	s.OnOrder(s.count)
	return s
}

func (s *Server) OnOrder(hook func(*Order)) { s.hooks = append(s.hooks, hook) }

func (s *Server) count(o *Order) { s.seen[o.Customer]++ }

func (s *Server) logged(pattern string, next http.HandlerFunc) http.Handler {
	prefix := "[" + pattern + "] "
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ctx := context.WithValue(r.Context(), requestKey{}, r.Header.Get("X-Request"))
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next(rec, r.WithContext(ctx))
		s.log = append(s.log, prefix+r.URL.Path+" "+strconv.Itoa(rec.status)+" "+time.Since(start).String())
	})
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (s *Server) create(w http.ResponseWriter, r *http.Request) {
	var o Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		fail(w, http.StatusBadRequest, fmt.Errorf("body: %w", err))
		return
	}
	if problems := validate(&o); len(problems) > 0 {
		fail(w, http.StatusUnprocessableEntity, errors.New(strings.Join(problems, "; ")))
		return
	}
	stored := s.store.Put(o)
	for _, hook := range s.hooks {
		hook(stored)
	}
	reply(w, http.StatusCreated, map[string]any{"id": stored.ID, "total": stored.Total(), "request": requestID(r.Context())})
}

func requestID(ctx context.Context) string {
	if id, ok := ctx.Value(requestKey{}).(string); ok {
		return id
	}
	return ""
}

func validate(o *Order) []string {
	var problems []string
	if o.Customer == "" {
		problems = append(problems, "customer is missing")
	}
	for i, item := range o.Items {
		if item.Count <= 0 {
			problems = append(problems, fmt.Sprintf("item %d (%s): count is %d", i, item.SKU, item.Count))
		}
	}
	return problems
}

func (s *Server) get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	o, err := s.store.Get(id)
	var missing *NotFound
	if errors.As(err, &missing) {
		fail(w, http.StatusNotFound, missing)
		return
	}
	reply(w, http.StatusOK, o)
}

type summary struct {
	Customer string   `json:"customer"`
	Orders   []int64  `json:"orders"`
	Total    float64  `json:"total"`
	SKUs     []string `json:"skus"`
}

func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	orders := s.store.Of(name)
	out := summary{Customer: name}
	skus := kit.NewSet[string]()
	for _, o := range orders {
		out.Orders = append(out.Orders, o.ID)
		out.Total += o.Total()
		for _, item := range o.Items {
			skus.Add(item.SKU)
		}
	}
	out.SKUs = skus.Values()
	sort.Strings(out.SKUs)
	reply(w, http.StatusOK, out)
}

func reply(w http.ResponseWriter, status int, body any) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	if err := enc.Encode(body); err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(buf.Bytes())
}

func fail(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	fmt.Fprintf(w, "{\"status\": %d, \"error\": %q}", status, err.Error())
}

func work(round int) {
	server := NewServer(NewStore())
	for i := range 6 {
		note := "gift for " + strconv.Itoa(i)
		order := Order{
			Customer: "customer-" + strconv.Itoa(i%3),
			Items:    []Item{{"A-" + strconv.Itoa(i), i, 9.5}, {SKU: "B", Count: 2, Price: 1.25}},
			Labels:   map[string]string{"round": strconv.Itoa(round)},
			Note:     &note,
		}
		body, err := json.Marshal(order)
		if err != nil {
			panic(err)
		}
		call(server, "POST", "/orders", body)
	}
	call(server, "POST", "/orders", []byte("{"))
	for _, path := range []string{"/orders/1", "/orders/99", "/orders/x", "/customer/customer-1"} {
		call(server, "GET", path, nil)
	}
}

func call(s *Server, method, path string, body []byte) string {
	request := httptest.NewRequest(method, path, bytes.NewReader(body))
	request.Header.Set("X-Request", fmt.Sprintf("%s-%d", method, len(s.log)))
	recorder := httptest.NewRecorder()
	s.mux.ServeHTTP(recorder, request)
	return recorder.Body.String()
}

func main() { profile.Run(work) }
