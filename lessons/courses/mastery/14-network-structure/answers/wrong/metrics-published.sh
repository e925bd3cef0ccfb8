# title: metrics has a published port in place of the machine’s network
# from: six-ways
# fails: metrics-way
# says: networks should be ‘host’; it is ‘bridge’
docker container rm -f web dashboard noted lucky shy
docker container run -d --name public -p 8080:80 nginx:alpine
docker container run -d --name private -p 127.0.0.1:8081:80 nginx:alpine
docker container run -d --name lottery -p 80 nginx:alpine
docker container run -d --name silent --expose 8000 httpd
docker container run -d --name island --network none alpine sleep 100000
docker container run -d --name metrics -p 3000:3000 grafana/grafana
