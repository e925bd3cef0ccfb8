# title: metrics was started too early, and again after the clean-up
# from: six-ways
docker run -d --name metrics --network host grafana/grafana; sleep 5
docker rm -f web dashboard noted lucky shy
docker start metrics
docker run -d --name public -p 8080:80 nginx:alpine
docker run -d --name private -p 127.0.0.1:8081:80 nginx:alpine
docker run -d --name lottery -p 80 nginx:alpine
docker run -d --name silent --expose 8000 httpd
docker run -dit --name island --network none alpine
