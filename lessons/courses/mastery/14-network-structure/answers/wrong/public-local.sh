# title: public is for this machine only
# from: six-ways
# fails: public-way
# says: it can be reached at that address only
docker container rm -f web dashboard noted lucky shy
docker container run -d --name public -p 127.0.0.1:8080:80 nginx:alpine
docker container run -d --name private -p 127.0.0.1:8081:80 nginx:alpine
docker container run -d --name lottery -p 80 nginx:alpine
docker container run -d --name silent --expose 8000 httpd
docker container run -d --name island --network none alpine sleep 100000
docker container run -d --name metrics --network host grafana/grafana
